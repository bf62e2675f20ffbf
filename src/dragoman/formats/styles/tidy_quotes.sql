-- One row a quote.
SELECT q.quote_id, q.article_id, a.outlet, a.published, q.kind, q.stance, q.words,
       s.words AS speaker, x.name AS speaker_name, x.code AS speaker_code, x.country AS speaker_country,
       array_to_string(x.sectors, ',') AS speaker_sectors, d.words AS addressee, y.name AS addressee_name, y.code AS addressee_code,
       q.rule, q.confidence
FROM quotes q
JOIN chosen_articles USING (article_id)
JOIN articles a USING (article_id)
LEFT JOIN mentions s ON s.mention_id = q.speaker_id
LEFT JOIN actors x ON x.actor_id = s.actor_id
LEFT JOIN mentions d ON d.mention_id = q.addressee_id
LEFT JOIN actors y ON y.actor_id = d.actor_id
ORDER BY a.published, q.quote_id;
