-- Adult Social Care Client Level Data, PostgreSQL: from 4.0 to 4.0, corrected 30 November 2026
-- Turns the tables that the scripts of version 4.0 made into those of version 4.0, and keeps their data.
--
-- The tables stay as they are. Only rows of code lists, the view of derived values or the results of validate.sql change.
--
-- What changes:
--   - specification/version: What version 4.0 says about itself has changed: the date of the last correction and summary. This is the fourth draft. It added discharge from reablement as a route of access, the eligibility found at assessment, the outcomes achieved at review, and whether an informal carer was involved in the assessment.
--   - rule/ASM-01: The message has changed.
--   - rule/ASM-02: The title and message have changed.
--   - rule/ASM-03: The title and message have changed.
--   - rule/ASM-04: The title and message have changed.
--   - rule/COST-01: The title and message have changed.
--   - rule/COST-02: The message has changed.
--   - rule/COST-03: The message has changed.
--   - rule/COST-04: The title and message have changed.
--   - rule/COST-05: The title and message have changed.
--   - rule/COST-06: The title and message have changed.
--   - rule/EVT-01: The message has changed.
--   - rule/EVT-02: The message has changed.
--   - rule/EVT-03: The message has changed.
--   - rule/EVT-04: The message has changed.
--   - rule/EVT-05: The message has changed.
--   - rule/EVT-06: The title and message have changed.
--   - rule/EVT-07: The message has changed.
--   - rule/EVT-08: The title and message have changed.
--   - rule/EVT-09: The title and message have changed.
--   - rule/EVT-10: The title and message have changed.
--   - rule/PER-01: The message has changed.
--   - rule/PER-02: The title and message have changed.
--   - rule/PER-03: The title and message have changed.
--   - rule/PER-04: The title and message have changed.
--   - rule/PER-05: The message has changed.
--   - rule/PER-06: The title and message have changed.
--   - rule/REV-01: The title and message have changed.
--   - rule/SRV-01: The message has changed.
--   - rule/SRV-02: The message has changed.
--   - rule/SRV-03: The title and message have changed.
--   - rule/SRV-04: The message has changed.
--   - rule/SUB-01: The message has changed.
--   - rule/SUB-02: The message has changed.
--   - specification/discrepancies: The weight, status or owner of 244 discrepancies has changed.
--
-- Before you run it, back up the database, and make sure that nobody else uses these tables. Remove your own views,
-- permissions and whatever else depends on them, and put them back afterwards: tables that are rebuilt come without them.
-- Run: psql --dbname=DATABASE --set=ON_ERROR_STOP=1 --file=migrate-postgresql.sql
-- It is one transaction: all of it takes effect, or none. To see the counts first, replace COMMIT with ROLLBACK.

BEGIN;

-- What validate.sql of version 4.0 made. Run that of version 4.0 to make it again.
DROP TABLE IF EXISTS cld_finding;

DROP TABLE IF EXISTS cld_read;

COMMIT;
