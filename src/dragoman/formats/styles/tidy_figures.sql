-- One row a figure.
SELECT f.figure_id, f.article_id, a.outlet, a.published, f.words, f.measure, f.counted_in, f.low, f.best, f.high, f.qualifier, f.count_kind,
       b.words AS done_by, x.code AS done_by_code, f.event_id, p.name AS place, p.country AS place_country,
       f.period_earliest, f.period_latest, f.as_of, f.start_char, f.stop_char, f.rule, f.confidence
FROM figures f
JOIN chosen_articles USING (article_id)
JOIN articles a USING (article_id)
LEFT JOIN mentions b ON b.mention_id = f.by_id
LEFT JOIN actors x ON x.actor_id = b.actor_id
LEFT JOIN places p ON p.place_id = f.place_id
ORDER BY a.published, f.figure_id;
