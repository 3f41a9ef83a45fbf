-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, Spark SQL: derived.sql
-- Makes the view of the values derived from the typed table.

CREATE OR REPLACE VIEW cld_event_derived AS
SELECT
  e.`row_number`,
  e.`unit_cost`,
  e.`cost_frequency`,
  e.`planned_units_per_week`,
  e.`full_cost_client`,
  CASE WHEN NOT ((e.`service_type` = 'Long Term Support: Nursing Care' AND e.`service_component` = 'Long Term Nursing Care') OR (e.`service_type` = 'Long Term Support: Residential Care' AND e.`service_component` = 'Long Term Residential Care') OR (e.`service_type` = 'Long Term Support: Community' AND e.`service_component` IN ('Home Support', 'Day Support', 'Direct Payment', 'Community Supported Living', 'Shared Lives')) OR (e.`service_type` = 'Short Term Support: Other Short Term' AND e.`service_component` IN ('Short Term Nursing Care', 'Short Term Residential Care'))) THEN NULL WHEN e.`full_cost_client` = 'Yes' THEN NULL WHEN e.`cost_frequency` IN ('Per Session', 'Hourly', 'Daily') THEN ROUND(((e.`unit_cost` * e.`planned_units_per_week`) * CASE e.`cost_frequency` WHEN 'Per Session' THEN 52.14 WHEN 'Hourly' THEN 52.14 WHEN 'Daily' THEN 52.14 WHEN 'Weekly' THEN 52.14 WHEN 'Fortnightly' THEN 26.07 WHEN '4-weekly' THEN 13.035 WHEN 'Monthly' THEN 12 WHEN 'Quarterly' THEN 4 WHEN 'Annually' THEN 1 WHEN 'One-off' THEN 1 END), 2) ELSE ROUND((e.`unit_cost` * CASE e.`cost_frequency` WHEN 'Per Session' THEN 52.14 WHEN 'Hourly' THEN 52.14 WHEN 'Daily' THEN 52.14 WHEN 'Weekly' THEN 52.14 WHEN 'Fortnightly' THEN 26.07 WHEN '4-weekly' THEN 13.035 WHEN 'Monthly' THEN 12 WHEN 'Quarterly' THEN 4 WHEN 'Annually' THEN 1 WHEN 'One-off' THEN 1 END), 2) END AS `full_year_equivalent_cost`
FROM cld_event AS e;
