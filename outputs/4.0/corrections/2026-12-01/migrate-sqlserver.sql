-- Adult Social Care Client Level Data, SQL Server: from 4.0, corrected 30 November 2026 to 4.0, corrected 1 December 2026
-- Turns the tables that the scripts of version 4.0 made into those of version 4.0, and keeps their data.
--
-- The tables are altered in place (ALTER TABLE).
--
-- What changes:
--   - item/visual_impairment: The guidance has changed.
--   - item/hearing_impairment: The guidance has changed.
--   - value/eligible-needs/No needs identified: The description of the value has changed.
--   - list/gender: The description has changed.
--   - list/hearing-impairment: The description has changed.
--   - value/review-outcomes/Fully Met: The description of the value has changed.
--   - value/review-outcomes/Partially Met: The description of the value has changed.
--   - value/review-outcomes/Not Met: The description of the value has changed.
--   - list/visual-impairment: The description has changed.
--   - list/yes-no-not-known: The description has changed.
--   - rule/EVT-06: Rows where Event End Date is after Reporting Period End Date and not after today are pointed out. Before: Rows where Event End Date is after Reporting Period End Date are pointed out.
--   - rule/EVT-06: The note has changed.
--   - rule/PER-04: Rows where Date of Death is after Reporting Period End Date and not after today are pointed out. Before: Rows where Date of Death is after Reporting Period End Date are pointed out.
--   - rule/PER-04: The note has changed.
--
-- Before you run it, back up the database, and make sure that nobody else uses these tables. Remove your own views,
-- permissions and whatever else depends on them, and put them back afterwards: tables that are rebuilt come without them.
-- Run: sqlcmd -S SERVER -d DATABASE -f 65001 -b -x -i migrate-sqlserver.sql
-- It is one transaction: all of it takes effect, or none. To see the counts first, replace COMMIT with ROLLBACK.

SET NOCOUNT ON;
SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

SET XACT_ABORT ON;
BEGIN TRANSACTION;
GO

DROP VIEW IF EXISTS cld_event_derived;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- What validate.sql of version 4.0 made. Run that of version 4.0 to make it again.
DROP TABLE IF EXISTS cld_finding;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

DROP TABLE IF EXISTS cld_read;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

DROP TABLE IF EXISTS cld_odd_cell;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

DROP TABLE IF EXISTS cld_odd_character;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

UPDATE cld_list_eligible_needs SET [description] = N'The person has no identified needs.' WHERE [value] = N'No needs identified';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

UPDATE cld_list_review_outcomes SET [description] = N'All outcomes were fully met.' WHERE [value] = N'Fully Met';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

UPDATE cld_list_review_outcomes SET [description] = N'At least one outcome was fully or partially met.' WHERE [value] = N'Partially Met';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

UPDATE cld_list_review_outcomes SET [description] = N'No outcomes were met.' WHERE [value] = N'Not Met';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_gender') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_gender';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_gender') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values follow the EQ-CL standards, so that returns can be aggregated to the SALT tables. In the longer term the collection will follow the national convention for gender classification.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_gender';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_hearing_impairment') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_hearing_impairment';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_hearing_impairment') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Hearing Impairment, the status taken from SSDA902. The client need not have a formal diagnosis or registration.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_hearing_impairment';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_visual_impairment') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_visual_impairment';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_visual_impairment') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Visual Impairment, the status taken from SSDA902. The client need not have a formal diagnosis or registration.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_visual_impairment';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_yes_no_not_known') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_yes_no_not_known';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_yes_no_not_known') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Has Informal Carer, Autism Spectrum Disorder (ASD) and Dementia, as the template lists them. For Not known, the guidance has Unknown with two of the items and Don''t know with the third.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_yes_no_not_known';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
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

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

COMMIT TRANSACTION;
GO

SET NOEXEC OFF;
GO
