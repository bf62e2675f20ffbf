-- ICEWS (Harvard Dataverse doi:10.7910/DVN/28075), 20 columns: a row for each directed pair of an event's sides.
SELECT e.event_id AS "Event ID",
       e.day AS "Event Date",
       coalesce(source.name, source.words) AS "Source Name",
       array_to_string(source.sectors, ',') AS "Source Sectors",
       source.country AS "Source Country",
       e.event_type || coalesce(' (' || nullif(array_to_string(e.modes, ', '), '') || ')', '') AS "Event Text",
       e.cameo AS "CAMEO Code",
       e.score AS "Intensity",
       coalesce(target.name, target.words) AS "Target Name",
       array_to_string(target.sectors, ',') AS "Target Sectors",
       target.country AS "Target Country",
       e.article_id AS "Story ID",
       NULL::INTEGER AS "Sentence Number",
       e.outlet AS "Publisher",
       CASE WHEN p.precision IN ('point', 'city') THEN p.name END AS "City",
       NULL::VARCHAR AS "District",
       p.adm1 AS "Province",
       p.country AS "Country",
       p.lat AS "Latitude",
       p.lon AS "Longitude"
FROM event_pairs
JOIN dated e USING (event_id)
LEFT JOIN places p USING (place_id)
ORDER BY "Event Date", "Event ID", source.place_in_list, target.side, target.place_in_list;
