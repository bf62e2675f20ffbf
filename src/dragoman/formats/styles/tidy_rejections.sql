-- One row an input that was not read.
SELECT * FROM rejections ORDER BY origin, rejection_id;
