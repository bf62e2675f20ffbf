-- One row a statement on a tie.
SELECT r.relation_id, r.article_id, a.outlet, a.published, r.words, m.words AS party_1, x.code AS party_1_code,
       n.words AS party_2, y.code AS party_2_code, r.tie, r.tie_change, r.factuality, r.period_earliest, r.period_latest, r.rule, r.confidence
FROM relations r
JOIN chosen_articles USING (article_id)
JOIN articles a USING (article_id)
LEFT JOIN mentions m ON m.mention_id = r.party_1_id
LEFT JOIN actors x ON x.actor_id = m.actor_id
LEFT JOIN mentions n ON n.mention_id = r.party_2_id
LEFT JOIN actors y ON y.actor_id = n.actor_id
ORDER BY a.published, r.relation_id;
