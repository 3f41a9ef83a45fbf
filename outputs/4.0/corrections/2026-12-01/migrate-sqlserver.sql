-- Adult Social Care Client Level Data, SQL Server: from 4.0, corrected 30 November 2026 to 4.0, corrected 1 December 2026
-- Turns the tables that the scripts of version 4.0 made into those of version 4.0, and keeps their data.
--
-- The tables stay as they are. Only rows of code lists, the view of derived values or the results of validate.sql change.
--
-- What changes:
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

COMMIT TRANSACTION;
GO

SET NOEXEC OFF;
GO
