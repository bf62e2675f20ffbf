-- Directed pairs of states by month: of the whole store, whatever the filters.
SELECT * FROM dyad_month ORDER BY month, actor_country, recipient_country, quad_class, factuality;
