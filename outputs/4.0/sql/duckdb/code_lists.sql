-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, DuckDB: code_lists.sql
-- Adds the values that are missing from the tables of the code lists.

INSERT INTO cld_list_accommodation_status ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Owner occupier or shared ownership scheme', 'Owner occupier or shared ownership scheme', NULL, 1),
  ('Tenant', 'Tenant', NULL, 2),
  ('Tenant - private landlord', 'Tenant - private landlord', NULL, 3),
  ('Settled mainstream housing with family / friends', 'Settled mainstream housing with family / friends', NULL, 4),
  ('Supported accommodation / supported lodgings / supported group home', 'Supported accommodation / supported lodgings / supported group home', NULL, 5),
  ('Shared Lives scheme', 'Shared Lives scheme', NULL, 6),
  ('Approved premises for offenders released from prison or under probation supervision', 'Approved premises for offenders released from prison or under probation supervision', NULL, 7),
  ('Sheltered housing / extra care housing / other sheltered housing', 'Sheltered housing / extra care housing / other sheltered housing', NULL, 8),
  ('Mobile accommodation for Gypsy / Roma and Traveller communities', 'Mobile accommodation for Gypsy / Roma and Traveller communities', NULL, 9),
  ('Rough sleeper / squatting', 'Rough sleeper / squatting', NULL, 10),
  ('Night shelter / emergency hostel / direct access hostel', 'Night shelter / emergency hostel / direct access hostel', NULL, 11),
  ('Refuge', 'Refuge', NULL, 12),
  ('Placed in temporary accommodation by the council (inc. homelessness resettlement)', 'Placed in temporary accommodation by the council (inc. homelessness resettlement)', NULL, 13),
  ('Staying with family / friends as a short-term guest', 'Staying with family / friends as a short-term guest', NULL, 14),
  ('Acute / long-term healthcare residential facility or hospital', 'Acute / long-term healthcare residential facility or hospital', NULL, 15),
  ('Registered care home', 'Registered care home', NULL, 16),
  ('Registered nursing home', 'Registered nursing home', NULL, 17),
  ('Prison / Young offenders institution / detention centre', 'Prison / Young offenders institution / detention centre', NULL, 18),
  ('Other temporary accommodation', 'Other temporary accommodation', NULL, 19),
  ('Unknown', 'Unknown', NULL, 20)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_accommodation_status AS t WHERE t."value" = v."value");

INSERT INTO cld_list_assessment_type ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Short Term Assessment', 'Short Term Assessment', NULL, 1),
  ('Long Term Assessment', 'Long Term Assessment', NULL, 2),
  ('Transitions Assessment', 'Transitions Assessment', NULL, 3)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_assessment_type AS t WHERE t."value" = v."value");

INSERT INTO cld_list_cost_frequency ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Per Session', 'Per Session', 'This needs Planned units per week.', 1),
  ('Hourly', 'Hourly', 'This needs Planned units per week.', 2),
  ('Daily', 'Daily', 'This needs Planned units per week.', 3),
  ('Weekly', 'Weekly', NULL, 4),
  ('Fortnightly', 'Fortnightly', NULL, 5),
  ('4-weekly', '4-weekly', NULL, 6),
  ('Monthly', 'Monthly', NULL, 7),
  ('Quarterly', 'Quarterly', NULL, 8),
  ('Annually', 'Annually', NULL, 9),
  ('One-off', 'One-off', NULL, 10)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_cost_frequency AS t WHERE t."value" = v."value");

INSERT INTO cld_list_delivery_mechanism ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Community: Direct Payment', 'Community: Direct Payment', NULL, 1),
  ('Community: CASSR Managed Personal Budget', 'Community: CASSR Managed Personal Budget', NULL, 2),
  ('Community: CASSR Commissioned Support', 'Community: CASSR Commissioned Support', NULL, 3),
  ('Prison: CASSR Managed Personal Budget', 'Prison: CASSR Managed Personal Budget', NULL, 4),
  ('Prison: CASSR Commissioned Support', 'Prison: CASSR Commissioned Support', NULL, 5)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_delivery_mechanism AS t WHERE t."value" = v."value");

INSERT INTO cld_list_eligible_needs ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Eligible needs identified', 'Eligible needs identified', 'The person is eligible under the Care Act.', 1),
  ('Non-eligible needs identified', 'Non-eligible needs identified', 'The person is not eligible under the Care Act, but has at least one need.', 2),
  ('No needs identified', 'No needs identified', 'The person has no identified needs.', 3),
  ('Not applicable', 'Not applicable', NULL, 4)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_eligible_needs AS t WHERE t."value" = v."value");

INSERT INTO cld_list_employment_status ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Paid: Less than 16 hours a week', 'Paid: Less than 16 hours a week', NULL, 1),
  ('Paid: 16 or more hours a week', 'Paid: 16 or more hours a week', NULL, 2),
  ('Not in Paid Employment (seeking work)', 'Not in Paid Employment (seeking work)', NULL, 3),
  ('Not in Paid Employment (not actively seeking work / retired)', 'Not in Paid Employment (not actively seeking work / retired)', NULL, 4),
  ('Not in Paid Employment (voluntary work only)', 'Not in Paid Employment (voluntary work only)', 'A new value, which joined the list after discussion with the reference group.', 5),
  ('Unknown', 'Unknown', NULL, 6)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_employment_status AS t WHERE t."value" = v."value");

INSERT INTO cld_list_ethnicity ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('White (English / Welsh / Scottish / Northern Irish / British)', 'White (English / Welsh / Scottish / Northern Irish / British)', NULL, 1),
  ('White Irish', 'White Irish', NULL, 2),
  ('White (Gypsy or Irish Traveller)', 'White (Gypsy or Irish Traveller)', NULL, 3),
  ('Any other White background', 'Any other White background', NULL, 4),
  ('White and Black Caribbean', 'White and Black Caribbean', NULL, 5),
  ('White and Black African', 'White and Black African', NULL, 6),
  ('White and Asian', 'White and Asian', NULL, 7),
  ('Any other mixed / multiple ethnic background', 'Any other mixed / multiple ethnic background', NULL, 8),
  ('Indian', 'Indian', NULL, 9),
  ('Pakistani', 'Pakistani', NULL, 10),
  ('Bangladeshi', 'Bangladeshi', NULL, 11),
  ('Chinese', 'Chinese', NULL, 12),
  ('Any other Asian background', 'Any other Asian background', NULL, 13),
  ('African', 'African', NULL, 14),
  ('Caribbean', 'Caribbean', NULL, 15),
  ('Any other Black / African / Caribbean background', 'Any other Black / African / Caribbean background', NULL, 16),
  ('Arab', 'Arab', NULL, 17),
  ('Any other ethnic group', 'Any other ethnic group', NULL, 18),
  ('Refused', 'Refused', NULL, 19),
  ('Undeclared / Not known', 'Undeclared / Not known', NULL, 20)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_ethnicity AS t WHERE t."value" = v."value");

INSERT INTO cld_list_event_outcome ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Progress to Reablement/ST-Max', 'Progress to Reablement/ST-Max', NULL, 1),
  ('Progress to Assessment / Unplanned Review', 'Progress to Assessment / Unplanned Review', NULL, 2),
  ('Admitted to hospital', 'Admitted to hospital', NULL, 3),
  ('Progress to Re-assessment', 'Progress to Re-assessment', NULL, 4),
  ('Progress to Support Planning / Services', 'Progress to Support Planning / Services', 'This includes crisis response services, which may come before an assessment.', 5),
  ('Progress to End of Life Care', 'Progress to End of Life Care', NULL, 6),
  ('No change in package', 'No change in package', NULL, 7),
  ('Service ended as planned', 'Service ended as planned', NULL, 8),
  ('NFA - Moved to another LA', 'NFA - Moved to another LA', NULL, 9),
  ('NFA - 100% NHS funded care', 'NFA - 100% NHS funded care', NULL, 10),
  ('NFA - Self-funded client (inc 12wk disregard)', 'NFA - Self-funded client (inc 12wk disregard)', 'Used, for example, when a permanent residential or nursing care service is closed after a 12 week property disregard and the client becomes a self-funder.', 11),
  ('NFA - Support declined', 'NFA - Support declined', NULL, 12),
  ('NFA - Information & Advice / Signposting only', 'NFA - Information & Advice / Signposting only', NULL, 13),
  ('NFA - Deceased', 'NFA - Deceased', NULL, 14),
  ('NFA - No services offered: Other reason', 'NFA - No services offered: Other reason', NULL, 15),
  ('NFA - Support ended: Other reason', 'NFA - Support ended: Other reason', NULL, 16)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_event_outcome AS t WHERE t."value" = v."value");

INSERT INTO cld_list_event_type ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Request', 'Request', 'A request for support, whether from a new or an existing client.', 1),
  ('Assessment', 'Assessment', 'The first assessment of a new client, as an assessment of need under the Care Act 2014. Every later assessment, including a reassessment, is a review.', 2),
  ('Service', 'Service', 'A service that starts, ends or is open in the reporting period, for a client whom the council funds fully or jointly, or for a full cost client. A suspended service is still open.', 3),
  ('Review', 'Review', 'A full re-examination of the client''s needs, with a formal reassessment and direct contact with the client. Closing a case file, or checking that services have stopped, after a client''s death is not a review. Reviews that were not completed are left out.', 4)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_event_type AS t WHERE t."value" = v."value");

INSERT INTO cld_list_gender ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Female', 'Female', NULL, 1),
  ('Male', 'Male', NULL, 2),
  ('Not known', 'Not known', NULL, 3)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_gender AS t WHERE t."value" = v."value");

INSERT INTO cld_list_hearing_impairment ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Deaf with speech', 'Deaf with speech', NULL, 1),
  ('Deaf without speech', 'Deaf without speech', NULL, 2),
  ('Hard of hearing', 'Hard of hearing', NULL, 3),
  ('No hearing impairment', 'No hearing impairment', NULL, 4),
  ('Unknown', 'Unknown', NULL, 5)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_hearing_impairment AS t WHERE t."value" = v."value");

INSERT INTO cld_list_informal_carer_involved ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Yes', 'Yes', 'At least one informal carer was involved in the assessment.', 1),
  ('No', 'No', NULL, 2),
  ('Don''t know', 'Don''t know', NULL, 3)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_informal_carer_involved AS t WHERE t."value" = v."value");

INSERT INTO cld_list_local_authority ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('716', 'Barking and Dagenham', NULL, 1),
  ('717', 'Barnet', NULL, 2),
  ('204', 'Barnsley', NULL, 3),
  ('908', 'Bath and North East Somerset', NULL, 4),
  ('625', 'Bedford', NULL, 5),
  ('718', 'Bexley', NULL, 6),
  ('406', 'Birmingham', NULL, 7),
  ('324', 'Blackburn with Darwen', NULL, 8),
  ('325', 'Blackpool', NULL, 9),
  ('304', 'Bolton', NULL, 10),
  ('738', 'Bournemouth, Christchurch and Poole', NULL, 11),
  ('614', 'Bracknell Forest', NULL, 12),
  ('209', 'Bradford', NULL, 13),
  ('719', 'Brent', NULL, 14),
  ('816', 'Brighton and Hove', NULL, 15),
  ('909', 'Bristol', NULL, 16),
  ('720', 'Bromley', NULL, 17),
  ('612', 'Buckinghamshire', NULL, 18),
  ('305', 'Bury', NULL, 19),
  ('210', 'Calderdale', NULL, 20),
  ('623', 'Cambridgeshire', NULL, 21),
  ('702', 'Camden', NULL, 22),
  ('626', 'Central Bedfordshire', NULL, 23),
  ('326', 'Cheshire East', NULL, 24),
  ('327', 'Cheshire West and Chester', NULL, 25),
  ('714', 'City of London', NULL, 26),
  ('902', 'Cornwall', NULL, 27),
  ('407', 'Coventry', NULL, 28),
  ('721', 'Croydon', NULL, 29),
  ('102', 'Cumbria', NULL, 30),
  ('117', 'Darlington', NULL, 31),
  ('507', 'Derby', NULL, 32),
  ('506', 'Derbyshire', NULL, 33),
  ('912', 'Devon', NULL, 34),
  ('205', 'Doncaster', NULL, 35),
  ('809', 'Dorset', NULL, 36),
  ('408', 'Dudley', NULL, 37),
  ('116', 'Durham', NULL, 38),
  ('722', 'Ealing', NULL, 39),
  ('214', 'East Riding of Yorkshire', NULL, 40),
  ('815', 'East Sussex', NULL, 41),
  ('723', 'Enfield', NULL, 42),
  ('620', 'Essex', NULL, 43),
  ('106', 'Gateshead', NULL, 44),
  ('904', 'Gloucestershire', NULL, 45),
  ('703', 'Greenwich', NULL, 46),
  ('704', 'Hackney', NULL, 47),
  ('321', 'Halton', NULL, 48),
  ('705', 'Hammersmith and Fulham', NULL, 49),
  ('812', 'Hampshire', NULL, 50),
  ('724', 'Haringey', NULL, 51),
  ('725', 'Harrow', NULL, 52),
  ('111', 'Hartlepool', NULL, 53),
  ('726', 'Havering', NULL, 54),
  ('415', 'Herefordshire', NULL, 55),
  ('606', 'Hertfordshire', NULL, 56),
  ('727', 'Hillingdon', NULL, 57),
  ('728', 'Hounslow', NULL, 58),
  ('803', 'Isle of Wight', NULL, 59),
  ('906', 'Isles of Scilly', NULL, 60),
  ('706', 'Islington', NULL, 61),
  ('707', 'Kensington and Chelsea', NULL, 62),
  ('820', 'Kent', NULL, 63),
  ('215', 'Kingston upon Hull', NULL, 64),
  ('729', 'Kingston upon Thames', NULL, 65),
  ('211', 'Kirklees', NULL, 66),
  ('315', 'Knowsley', NULL, 67),
  ('708', 'Lambeth', NULL, 68),
  ('323', 'Lancashire', NULL, 69),
  ('212', 'Leeds', NULL, 70),
  ('509', 'Leicester', NULL, 71),
  ('508', 'Leicestershire', NULL, 72),
  ('709', 'Lewisham', NULL, 73),
  ('503', 'Lincolnshire', NULL, 74),
  ('316', 'Liverpool', NULL, 75),
  ('611', 'Luton', NULL, 76),
  ('306', 'Manchester', NULL, 77),
  ('821', 'Medway Towns', NULL, 78),
  ('730', 'Merton', NULL, 79),
  ('112', 'Middlesbrough', NULL, 80),
  ('613', 'Milton Keynes', NULL, 81),
  ('107', 'Newcastle upon Tyne', NULL, 82),
  ('731', 'Newham', NULL, 83),
  ('607', 'Norfolk', NULL, 84),
  ('216', 'North East Lincolnshire', NULL, 85),
  ('217', 'North Lincolnshire', NULL, 86),
  ('910', 'North Somerset', NULL, 87),
  ('108', 'North Tyneside', NULL, 88),
  ('218', 'North Yorkshire', NULL, 89),
  ('504', 'Northamptonshire', NULL, 90),
  ('104', 'Northumberland', NULL, 91),
  ('512', 'Nottingham', NULL, 92),
  ('511', 'Nottinghamshire', NULL, 93),
  ('307', 'Oldham', NULL, 94),
  ('608', 'Oxfordshire', NULL, 95),
  ('624', 'Peterborough', NULL, 96),
  ('913', 'Plymouth', NULL, 97),
  ('813', 'Portsmouth', NULL, 98),
  ('616', 'Reading', NULL, 99),
  ('732', 'Redbridge', NULL, 100),
  ('113', 'Redcar and Cleveland', NULL, 101),
  ('733', 'Richmond upon Thames', NULL, 102),
  ('308', 'Rochdale', NULL, 103),
  ('206', 'Rotherham', NULL, 104),
  ('510', 'Rutland', NULL, 105),
  ('309', 'Salford', NULL, 106),
  ('409', 'Sandwell', NULL, 107),
  ('317', 'Sefton', NULL, 108),
  ('207', 'Sheffield', NULL, 109),
  ('417', 'Shropshire', NULL, 110),
  ('617', 'Slough', NULL, 111),
  ('410', 'Solihull', NULL, 112),
  ('905', 'Somerset', NULL, 113),
  ('911', 'South Gloucestershire', NULL, 114),
  ('109', 'South Tyneside', NULL, 115),
  ('814', 'Southampton', NULL, 116),
  ('621', 'Southend-on-Sea', NULL, 117),
  ('710', 'Southwark', NULL, 118),
  ('318', 'St. Helens', NULL, 119),
  ('413', 'Staffordshire', NULL, 120),
  ('310', 'Stockport', NULL, 121),
  ('114', 'Stockton-on-Tees', NULL, 122),
  ('414', 'Stoke-on-Trent', NULL, 123),
  ('609', 'Suffolk', NULL, 124),
  ('110', 'Sunderland', NULL, 125),
  ('805', 'Surrey', NULL, 126),
  ('734', 'Sutton', NULL, 127),
  ('819', 'Swindon', NULL, 128),
  ('311', 'Tameside', NULL, 129),
  ('418', 'Telford and the Wrekin', NULL, 130),
  ('622', 'Thurrock', NULL, 131),
  ('914', 'Torbay', NULL, 132),
  ('711', 'Tower Hamlets', NULL, 133),
  ('312', 'Trafford', NULL, 134),
  ('213', 'Wakefield', NULL, 135),
  ('411', 'Walsall', NULL, 136),
  ('735', 'Waltham Forest', NULL, 137),
  ('712', 'Wandsworth', NULL, 138),
  ('322', 'Warrington', NULL, 139),
  ('404', 'Warwickshire', NULL, 140),
  ('615', 'West Berkshire', NULL, 141),
  ('807', 'West Sussex', NULL, 142),
  ('713', 'Westminster', NULL, 143),
  ('313', 'Wigan', NULL, 144),
  ('817', 'Wiltshire', NULL, 145),
  ('618', 'Windsor and Maidenhead', NULL, 146),
  ('319', 'Wirral', NULL, 147),
  ('619', 'Wokingham', NULL, 148),
  ('412', 'Wolverhampton', NULL, 149),
  ('416', 'Worcestershire', NULL, 150),
  ('219', 'York', NULL, 151)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_local_authority AS t WHERE t."value" = v."value");

INSERT INTO cld_list_primary_support_reason ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Physical Support: Access & mobility only', 'Physical Support: Access & mobility only', NULL, 1),
  ('Physical Support: Personal care support', 'Physical Support: Personal care support', NULL, 2),
  ('Sensory Support: Support for visual impairment', 'Sensory Support: Support for visual impairment', NULL, 3),
  ('Sensory Support: Support for hearing impairment', 'Sensory Support: Support for hearing impairment', NULL, 4),
  ('Sensory Support: Support for dual impairment', 'Sensory Support: Support for dual impairment', NULL, 5),
  ('Support with Memory & Cognition', 'Support with Memory & Cognition', NULL, 6),
  ('Learning Disability Support', 'Learning Disability Support', NULL, 7),
  ('Mental Health Support', 'Mental Health Support', NULL, 8),
  ('Social Support: Substance misuse support', 'Social Support: Substance misuse support', NULL, 9),
  ('Social Support: Asylum seeker support', 'Social Support: Asylum seeker support', NULL, 10),
  ('Social Support: Support for Social Isolation/Other', 'Social Support: Support for Social Isolation/Other', NULL, 11),
  ('PSR Not Known', 'PSR Not Known', NULL, 12)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_primary_support_reason AS t WHERE t."value" = v."value");

INSERT INTO cld_list_review_outcomes ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Fully Met', 'Fully Met', 'All outcomes were fully met.', 1),
  ('Partially Met', 'Partially Met', 'At least one outcome was fully or partially met.', 2),
  ('Not Met', 'Not Met', 'No outcomes were met.', 3)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_review_outcomes AS t WHERE t."value" = v."value");

INSERT INTO cld_list_review_reason ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Planned', 'Planned', NULL, 1),
  ('Unplanned - Hospital (Planned and unplanned episodes)', 'Unplanned - Hospital (Planned and unplanned episodes)', NULL, 2),
  ('Unplanned - Carer related', 'Unplanned - Carer related', NULL, 3),
  ('Unplanned - Safeguarding concern', 'Unplanned - Safeguarding concern', NULL, 4),
  ('Unplanned - Other Reason', 'Unplanned - Other Reason', NULL, 5),
  ('Unplanned - Provider Failure', 'Unplanned - Provider Failure', NULL, 6),
  ('Unplanned - Change in Commissioning arrangements', 'Unplanned - Change in Commissioning arrangements', NULL, 7)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_review_reason AS t WHERE t."value" = v."value");

INSERT INTO cld_list_route_of_access ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Planned Entry (Transition)', 'Planned Entry (Transition)', NULL, 1),
  ('Discharge from Hospital', 'Discharge from Hospital', NULL, 2),
  ('Diversion from Hospital Services', 'Diversion from Hospital Services', NULL, 3),
  ('Community / Other route', 'Community / Other route', NULL, 4),
  ('Prison', 'Prison', NULL, 5),
  ('Self-Funder with depleted funds', 'Self-Funder with depleted funds', NULL, 6),
  ('Self-Funder with depleted funds - 12-wk disregard or DPA', 'Self-Funder with depleted funds - 12-wk disregard or DPA', NULL, 7),
  ('Discharge from Reablement', 'Discharge from Reablement', 'A new value of version 4.0, which the guidance marks as voluntary.', 8)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_route_of_access AS t WHERE t."value" = v."value");

INSERT INTO cld_list_service_component ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Reablement', 'Reablement', NULL, 1),
  ('Short Term Nursing Care', 'Short Term Nursing Care', NULL, 2),
  ('Short Term Residential Care', 'Short Term Residential Care', NULL, 3),
  ('Long Term Nursing Care', 'Long Term Nursing Care', NULL, 4),
  ('Long Term Residential Care', 'Long Term Residential Care', NULL, 5),
  ('Home Support', 'Home Support', NULL, 6),
  ('Day Support', 'Day Support', NULL, 7),
  ('Meals', 'Meals', NULL, 8),
  ('Transport', 'Transport', NULL, 9),
  ('Equipment', 'Equipment', 'Only equipment that started in the year is expected in a return, for new and existing clients alike.', 10),
  ('Direct Payment', 'Direct Payment', NULL, 11),
  ('Shared Lives', 'Shared Lives', NULL, 12),
  ('Community Supported Living', 'Community Supported Living', NULL, 13),
  ('Professional Support', 'Professional Support', NULL, 14),
  ('Learning/Education/Employment Support', 'Learning/Education/Employment Support', NULL, 15),
  ('End of Life Care', 'End of Life Care', NULL, 16),
  ('Emergency Support', 'Emergency Support', NULL, 17),
  ('Other Short Term Support', 'Other Short Term Support', NULL, 18),
  ('Other Long Term Support', 'Other Long Term Support', NULL, 19)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_service_component AS t WHERE t."value" = v."value");

INSERT INTO cld_list_service_type ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Short Term Support: ST-Max', 'Short Term Support: ST-Max', NULL, 1),
  ('Short Term Support: Ongoing Low Level', 'Short Term Support: Ongoing Low Level', NULL, 2),
  ('Short Term Support: Other Short Term', 'Short Term Support: Other Short Term', NULL, 3),
  ('Long Term Support: Nursing Care', 'Long Term Support: Nursing Care', NULL, 4),
  ('Long Term Support: Residential Care', 'Long Term Support: Residential Care', NULL, 5),
  ('Long Term Support: Community', 'Long Term Support: Community', NULL, 6)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_service_type AS t WHERE t."value" = v."value");

INSERT INTO cld_list_visual_impairment ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Blind/severely sight impaired', 'Blind/severely sight impaired', NULL, 1),
  ('Partial sight/sight impaired', 'Partial sight/sight impaired', NULL, 2),
  ('No visual impairment', 'No visual impairment', NULL, 3),
  ('Unknown', 'Unknown', NULL, 4)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_visual_impairment AS t WHERE t."value" = v."value");

INSERT INTO cld_list_yes_no_not_known ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Yes', 'Yes', NULL, 1),
  ('No', 'No', NULL, 2),
  ('Not known', 'Not known', NULL, 3)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_yes_no_not_known AS t WHERE t."value" = v."value");

INSERT INTO cld_list_yes_no ("value", "label", "description", "position")
SELECT v."value", v."label", v."description", v."position"
FROM (VALUES
  ('Yes', 'Yes', 'The client pays the full direct costs of the services. The council arranges the support, with regular reviews and support planning.', 1),
  ('No', 'No', NULL, 2)
) AS v ("value", "label", "description", "position")
WHERE NOT EXISTS (SELECT 1 FROM cld_list_yes_no AS t WHERE t."value" = v."value");
