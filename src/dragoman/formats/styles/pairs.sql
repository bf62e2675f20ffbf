-- Directed pairs of an event's sides, and of a mutual event's actors; a side that is missing is null. `chosen` holds the events.
CREATE TEMP VIEW event_parties AS
SELECT s.event_id, s.side, s.place_in_list, m.words, a.name, a.code, a.country, a.cow, a.gw, a.sectors, a.office, a.kind, a.wikidata
FROM (SELECT event_id, 'actor' AS side, place_in_list, mention_id FROM event_actors
      UNION ALL SELECT event_id, 'recipient', place_in_list, mention_id FROM event_recipients) s
JOIN mentions m USING (mention_id)
LEFT JOIN actors a USING (actor_id);

CREATE TEMP VIEW event_pairs AS
SELECT e.event_id, x AS source, y AS target
FROM chosen e
LEFT JOIN event_parties x ON x.event_id = e.event_id AND x.side = 'actor'
LEFT JOIN event_parties y ON y.event_id = e.event_id
  AND (y.side = 'recipient'
       OR (y.side = 'actor' AND y.place_in_list > x.place_in_list
           AND NOT EXISTS (SELECT 1 FROM event_recipients r WHERE r.event_id = e.event_id)))
WHERE y.event_id IS NOT NULL OR x.event_id IS NULL
   OR NOT EXISTS (SELECT 1 FROM event_parties z WHERE z.event_id = e.event_id AND z.side = 'recipient')
      AND (SELECT count(*) FROM event_parties z WHERE z.event_id = e.event_id AND z.side = 'actor') < 2;

-- What a row of any style is dated by: the event's first day, else its last, else the day of publication.
CREATE TEMP VIEW dated AS
SELECT e.*, r.outlet, r.published, r.url, r.title, r.lang, r.caller_key, coalesce(e.period_earliest, e.period_latest, r.published) AS day
FROM events e
JOIN chosen USING (event_id)
JOIN articles r USING (article_id);
