-- Adult Social Care Client Level Data, SQLite: from 4.0, corrected 30 November 2026 to 4.0, corrected 1 December 2026
-- Turns the tables that the scripts of version 4.0 made into those of version 4.0, and keeps their data.
--
-- The tables stay as they are. Only rows of code lists, the view of derived values or the results of validate.sql change.
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
-- Run: sqlite3 -bail cld.db ".read migrate-sqlite.sql"
-- It is one transaction: all of it takes effect, or none. To see the counts first, replace COMMIT with ROLLBACK.

BEGIN IMMEDIATE;

UPDATE cld_list_eligible_needs SET "description" = 'The person has no identified needs.' WHERE "value" = 'No needs identified';

UPDATE cld_list_review_outcomes SET "description" = 'All outcomes were fully met.' WHERE "value" = 'Fully Met';

UPDATE cld_list_review_outcomes SET "description" = 'At least one outcome was fully or partially met.' WHERE "value" = 'Partially Met';

UPDATE cld_list_review_outcomes SET "description" = 'No outcomes were met.' WHERE "value" = 'Not Met';

-- What validate.sql of version 4.0 made. Run that of version 4.0 to make it again.
DROP TABLE IF EXISTS cld_finding;

DROP TABLE IF EXISTS cld_read;

DROP TABLE IF EXISTS cld_odd_cell;

DROP TABLE IF EXISTS cld_odd_character;

COMMIT;
