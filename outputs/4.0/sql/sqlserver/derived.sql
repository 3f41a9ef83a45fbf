-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, SQL Server: derived.sql
-- Makes the view of the values derived from the typed table.

SET NOCOUNT ON;
SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

CREATE OR ALTER VIEW cld_event_derived AS
SELECT
  e.[row_number],
  e.[unit_cost],
  e.[cost_frequency],
  e.[planned_units_per_week],
  e.[full_cost_client],
  CASE WHEN NOT ((e.[service_type] = N'Long Term Support: Nursing Care' AND e.[service_component] = N'Long Term Nursing Care') OR (e.[service_type] = N'Long Term Support: Residential Care' AND e.[service_component] = N'Long Term Residential Care') OR (e.[service_type] = N'Long Term Support: Community' AND e.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (e.[service_type] = N'Short Term Support: Other Short Term' AND e.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) THEN NULL WHEN e.[full_cost_client] = N'Yes' THEN NULL WHEN e.[cost_frequency] IN (N'Per Session', N'Hourly', N'Daily') THEN ROUND(((e.[unit_cost] * e.[planned_units_per_week]) * CASE e.[cost_frequency] WHEN N'Per Session' THEN 52.14 WHEN N'Hourly' THEN 52.14 WHEN N'Daily' THEN 52.14 WHEN N'Weekly' THEN 52.14 WHEN N'Fortnightly' THEN 26.07 WHEN N'4-weekly' THEN 13.035 WHEN N'Monthly' THEN 12 WHEN N'Quarterly' THEN 4 WHEN N'Annually' THEN 1 WHEN N'One-off' THEN 1 END), 2) ELSE ROUND((e.[unit_cost] * CASE e.[cost_frequency] WHEN N'Per Session' THEN 52.14 WHEN N'Hourly' THEN 52.14 WHEN N'Daily' THEN 52.14 WHEN N'Weekly' THEN 52.14 WHEN N'Fortnightly' THEN 26.07 WHEN N'4-weekly' THEN 13.035 WHEN N'Monthly' THEN 12 WHEN N'Quarterly' THEN 4 WHEN N'Annually' THEN 1 WHEN N'One-off' THEN 1 END), 2) END AS [full_year_equivalent_cost]
FROM cld_event AS e;
GO
