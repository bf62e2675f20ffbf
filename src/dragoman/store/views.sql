-- Views that researchers query. Sides are lists joined with "; ", in the article's order.

CREATE VIEW event_sides AS
SELECT s.event_id, s.side,
       string_agg(m.words, '; ' ORDER BY s.place_in_list) AS words,
       string_agg(coalesce(a.name, m.words), '; ' ORDER BY s.place_in_list) AS names,
       string_agg(coalesce(a.code, 'UNK'), '; ' ORDER BY s.place_in_list) AS codes,
       string_agg(coalesce(a.country, ''), '; ' ORDER BY s.place_in_list) AS countries,
       string_agg(coalesce(array_to_string(a.sectors, ','), ''), '; ' ORDER BY s.place_in_list) AS sectors
FROM (SELECT event_id, 'actor' AS side, place_in_list, mention_id FROM event_actors
      UNION ALL
      SELECT event_id, 'recipient', place_in_list, mention_id FROM event_recipients) s
JOIN mentions m USING (mention_id)
LEFT JOIN actors a USING (actor_id)
GROUP BY s.event_id, s.side;

CREATE VIEW event_voices AS
SELECT v.event_id,
       string_agg(v.voice || ' (' || v.stance || ')', '; ' ORDER BY v.place_in_list) AS voices
FROM (SELECT t.event_id, t.place_in_list, t.stance,
             coalesce(string_agg(coalesce(a.name, m.words, 'unnamed'), ' > ' ORDER BY t.link), 'unnamed') AS voice
      FROM (SELECT event_id, place_in_list, stance, unnest(voices) AS mention_id, generate_subscripts(voices, 1) AS link
            FROM event_attributions) t
      LEFT JOIN mentions m USING (mention_id)
      LEFT JOIN actors a USING (actor_id)
      GROUP BY t.event_id, t.place_in_list, t.stance) v
GROUP BY v.event_id;

CREATE VIEW events_tidy AS
SELECT e.event_id, e.article_id, r.outlet, r.published, r.url, r.caller_key,
       e.event_type, array_to_string(e.modes, '; ') AS modes, array_to_string(e.contexts, '; ') AS contexts, e.cameo, e.quad_class, e.score,
       x.words AS actors, x.names AS actor_names, coalesce(x.codes, 'UNK') AS actor_codes, x.countries AS actor_countries,
       x.sectors AS actor_sectors,
       y.words AS recipients, y.names AS recipient_names, coalesce(y.codes, 'UNK') AS recipient_codes,
       y.countries AS recipient_countries, y.sectors AS recipient_sectors,
       p.name AS place, p.country AS place_country, p.lat, p.lon,
       e.period_earliest, e.period_latest, e.period_precision, e.period_basis,
       e.factuality, e.polarity, e.certainty, e.tense, e.historical, e.lag_days,
       e.reduced_type, e.reduced_factuality, e.reduced_earliest, e.reduced_latest,
       v.voices, e.quote_id, e.words, e.start_char, e.stop_char, e.rule, e.rule_version, e.confidence
FROM events e
JOIN articles r USING (article_id)
LEFT JOIN event_sides x ON x.event_id = e.event_id AND x.side = 'actor'
LEFT JOIN event_sides y ON y.event_id = e.event_id AND y.side = 'recipient'
LEFT JOIN event_voices v ON v.event_id = e.event_id
LEFT JOIN places p USING (place_id);

-- Directed pairs of states by month of the event, else of publication; an event of several counts once for each pair of states.
CREATE VIEW dyad_month AS
SELECT month, actor_country, recipient_country, min(actor_cow) AS actor_cow, min(actor_gw) AS actor_gw,
       min(recipient_cow) AS recipient_cow, min(recipient_gw) AS recipient_gw, quad_class, factuality,
       count(*) AS event_count,
       sum(score) FILTER (WHERE factuality = 'actual') AS score_sum
FROM (SELECT DISTINCT e.event_id, date_trunc('month', coalesce(e.period_earliest, e.period_latest, r.published))::DATE AS month,
             a.country AS actor_country, a.cow AS actor_cow, a.gw AS actor_gw,
             b.country AS recipient_country, b.cow AS recipient_cow, b.gw AS recipient_gw,
             e.quad_class, e.factuality, e.score
      FROM events e
      JOIN articles r USING (article_id)
      JOIN event_actors x ON x.event_id = e.event_id
      JOIN mentions m ON m.mention_id = x.mention_id
      JOIN actors a ON a.actor_id = m.actor_id
      JOIN (SELECT event_id, mention_id FROM event_recipients
            UNION SELECT event_id, mention_id FROM event_actors) y ON y.event_id = e.event_id
      JOIN mentions n ON n.mention_id = y.mention_id
      JOIN actors b ON b.actor_id = n.actor_id
      WHERE a.country IS NOT NULL AND b.country IS NOT NULL AND a.country <> b.country
        AND (EXISTS (SELECT 1 FROM event_recipients z WHERE z.event_id = e.event_id AND z.mention_id = y.mention_id)
             OR NOT EXISTS (SELECT 1 FROM event_recipients z WHERE z.event_id = e.event_id)))
WHERE month IS NOT NULL
GROUP BY month, actor_country, recipient_country, quad_class, factuality;

CREATE VIEW source_day AS
SELECT coalesce(a.outlet, j.outlet) AS outlet, coalesce(a.published, j.published) AS published,
       coalesce(a.article_count, 0) AS article_count, coalesce(a.codeable_count, 0) AS codeable_count,
       coalesce(j.rejection_count, 0) AS rejection_count, coalesce(a.event_count, 0) AS event_count,
       coalesce(a.quote_count, 0) AS quote_count, coalesce(a.figure_count, 0) AS figure_count
FROM (SELECT r.outlet, r.published, count(*) AS article_count, count(*) FILTER (WHERE r.codeable) AS codeable_count,
             sum((SELECT count(*) FROM events e WHERE e.article_id = r.article_id)) AS event_count,
             sum((SELECT count(*) FROM quotes q WHERE q.article_id = r.article_id)) AS quote_count,
             sum((SELECT count(*) FROM figures f WHERE f.article_id = r.article_id)) AS figure_count
      FROM articles r GROUP BY r.outlet, r.published) a
FULL JOIN (SELECT outlet, published, count(*) AS rejection_count FROM rejections GROUP BY outlet, published) j
  ON a.outlet IS NOT DISTINCT FROM j.outlet AND a.published IS NOT DISTINCT FROM j.published;

-- Ids that no longer stand in their table.
CREATE VIEW tombstones AS
SELECT row_id, table_name, article_id, run_id FROM changes WHERE fate = 'went';
