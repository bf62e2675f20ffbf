-- One row an article, without its text.
SELECT a.article_id, a.caller_key, a.origin, a.title, a.outlet, a.url, a.lang, a.published, a.characters, a.snippet, a.codeable,
       a.codeable_reason, a.run_id,
       (SELECT count(*) FROM events e JOIN chosen USING (event_id) WHERE e.article_id = a.article_id) AS event_count
FROM articles a JOIN chosen_articles USING (article_id)
ORDER BY a.published, a.article_id;
