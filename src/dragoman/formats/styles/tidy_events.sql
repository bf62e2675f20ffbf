-- One row an event, lists joined with "; ".
SELECT t.* FROM events_tidy t JOIN chosen USING (event_id) ORDER BY t.published, t.event_id;
