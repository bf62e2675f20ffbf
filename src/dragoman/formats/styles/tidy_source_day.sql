-- Articles, rejections and rows by outlet and day: of the whole store, whatever the filters.
SELECT * FROM source_day ORDER BY published, outlet;
