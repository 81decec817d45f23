-- A ledger as the first version of its tables held it. Made once; opening it must always work.
CREATE TABLE ledger_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT ledger_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE contents (
	sha256 TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	packed BLOB NOT NULL, 
	CONSTRAINT pk_contents PRIMARY KEY (sha256)
);
CREATE TABLE entities (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	merged_into INTEGER, 
	CONSTRAINT pk_entities PRIMARY KEY (id), 
	CONSTRAINT fk_entities_merged_into FOREIGN KEY(merged_into) REFERENCES entities (id)
);
CREATE TABLE failures (
	id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	at TEXT NOT NULL, 
	error TEXT NOT NULL, 
	CONSTRAINT pk_failures PRIMARY KEY (id), 
	CONSTRAINT uq_failures_source UNIQUE (source)
);
CREATE TABLE pages (
	id INTEGER NOT NULL, 
	address TEXT NOT NULL, 
	added TEXT NOT NULL, 
	CONSTRAINT pk_pages PRIMARY KEY (id), 
	CONSTRAINT uq_pages_address UNIQUE (address)
);
CREATE TABLE tallies (
	facet TEXT NOT NULL, 
	value TEXT NOT NULL, 
	statements INTEGER NOT NULL, 
	words INTEGER NOT NULL, 
	CONSTRAINT pk_tallies PRIMARY KEY (facet, value)
);
CREATE TABLE texts (
	sha256 TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_texts PRIMARY KEY (sha256)
);
CREATE TABLE voice_tallies (
	entity_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	facet TEXT NOT NULL, 
	value TEXT NOT NULL, 
	statements INTEGER NOT NULL, 
	words INTEGER NOT NULL, 
	CONSTRAINT pk_voice_tallies PRIMARY KEY (entity_id, kind, facet, value)
);
CREATE TABLE captures (
	id INTEGER NOT NULL, 
	page_id INTEGER NOT NULL, 
	sha256 TEXT, 
	source TEXT NOT NULL, 
	url TEXT, 
	fetched TEXT, 
	charset TEXT, 
	headers TEXT, 
	added TEXT NOT NULL, 
	CONSTRAINT pk_captures PRIMARY KEY (id), 
	CONSTRAINT fk_captures_page_id FOREIGN KEY(page_id) REFERENCES pages (id), 
	CONSTRAINT fk_captures_sha256 FOREIGN KEY(sha256) REFERENCES contents (sha256), 
	CONSTRAINT uq_captures_page_id_sha256 UNIQUE (page_id, sha256)
);
CREATE TABLE decisions (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	page_id INTEGER, 
	data TEXT NOT NULL, 
	note TEXT, 
	undone TEXT, 
	undone_by TEXT, 
	CONSTRAINT pk_decisions PRIMARY KEY (id), 
	CONSTRAINT fk_decisions_page_id FOREIGN KEY(page_id) REFERENCES pages (id)
);
CREATE TABLE names (
	entity_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	identity TEXT, 
	sound TEXT, 
	pages INTEGER NOT NULL, 
	CONSTRAINT pk_names PRIMARY KEY (entity_id, name), 
	CONSTRAINT fk_names_entity_id FOREIGN KEY(entity_id) REFERENCES entities (id)
);
CREATE TABLE readings (
	id INTEGER NOT NULL, 
	capture_id INTEGER NOT NULL, 
	page_id INTEGER NOT NULL, 
	text_sha256 TEXT NOT NULL, 
	made TEXT NOT NULL, 
	ondit TEXT NOT NULL, 
	model TEXT, 
	settings TEXT NOT NULL, 
	url TEXT, 
	title TEXT, 
	outlet TEXT, 
	published TEXT, 
	language TEXT, 
	kind TEXT NOT NULL, 
	document BLOB NOT NULL, 
	newest BOOLEAN NOT NULL, 
	CONSTRAINT pk_readings PRIMARY KEY (id), 
	CONSTRAINT fk_readings_capture_id FOREIGN KEY(capture_id) REFERENCES captures (id), 
	CONSTRAINT fk_readings_page_id FOREIGN KEY(page_id) REFERENCES pages (id), 
	CONSTRAINT fk_readings_text_sha256 FOREIGN KEY(text_sha256) REFERENCES texts (sha256)
);
CREATE TABLE appearances (
	entity_id INTEGER NOT NULL, 
	reading_id INTEGER NOT NULL, 
	local TEXT NOT NULL, 
	names TEXT NOT NULL, 
	how TEXT NOT NULL, 
	CONSTRAINT pk_appearances PRIMARY KEY (entity_id, reading_id), 
	CONSTRAINT fk_appearances_entity_id FOREIGN KEY(entity_id) REFERENCES entities (id), 
	CONSTRAINT fk_appearances_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
);
CREATE TABLE chains (
	id INTEGER NOT NULL, 
	reading_id INTEGER NOT NULL, 
	CONSTRAINT pk_chains PRIMARY KEY (id), 
	CONSTRAINT fk_chains_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
);
CREATE TABLE voices (
	id INTEGER NOT NULL, 
	reading_id INTEGER NOT NULL, 
	local TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	label TEXT NOT NULL, 
	name TEXT, 
	description TEXT, 
	aliases TEXT NOT NULL, 
	entity_id INTEGER, 
	CONSTRAINT pk_voices PRIMARY KEY (id), 
	CONSTRAINT fk_voices_entity_id FOREIGN KEY(entity_id) REFERENCES entities (id), 
	CONSTRAINT fk_voices_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id), 
	CONSTRAINT uq_voices_reading_id_local UNIQUE (reading_id, local)
);
CREATE TABLE chain_voices (
	chain_id INTEGER NOT NULL, 
	hand INTEGER NOT NULL, 
	voice_id INTEGER NOT NULL, 
	CONSTRAINT pk_chain_voices PRIMARY KEY (chain_id, hand), 
	CONSTRAINT fk_chain_voices_chain_id FOREIGN KEY(chain_id) REFERENCES chains (id), 
	CONSTRAINT fk_chain_voices_voice_id FOREIGN KEY(voice_id) REFERENCES voices (id)
);
CREATE TABLE labels (
	id INTEGER NOT NULL, 
	reading_id INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	entity_id INTEGER, 
	voice_id INTEGER NOT NULL, 
	CONSTRAINT pk_labels PRIMARY KEY (id), 
	CONSTRAINT fk_labels_entity_id FOREIGN KEY(entity_id) REFERENCES entities (id), 
	CONSTRAINT fk_labels_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id), 
	CONSTRAINT fk_labels_voice_id FOREIGN KEY(voice_id) REFERENCES voices (id)
);
CREATE TABLE statements (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	reading_id INTEGER NOT NULL, 
	page_id INTEGER NOT NULL, 
	local TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	words TEXT NOT NULL, 
	source TEXT NOT NULL, 
	cue TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	chain_id INTEGER NOT NULL, 
	voice_id INTEGER NOT NULL, 
	speaker_id INTEGER, 
	hand INTEGER NOT NULL, 
	act TEXT NOT NULL, 
	certainty TEXT NOT NULL, 
	polarity TEXT NOT NULL, 
	said_from TEXT, 
	said_to TEXT, 
	score FLOAT, 
	outlet TEXT, 
	published TEXT, 
	shown BOOLEAN NOT NULL, 
	decided TEXT, 
	CONSTRAINT pk_statements PRIMARY KEY (id), 
	CONSTRAINT fk_statements_chain_id FOREIGN KEY(chain_id) REFERENCES chains (id), 
	CONSTRAINT fk_statements_page_id FOREIGN KEY(page_id) REFERENCES pages (id), 
	CONSTRAINT fk_statements_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id), 
	CONSTRAINT fk_statements_speaker_id FOREIGN KEY(speaker_id) REFERENCES entities (id), 
	CONSTRAINT fk_statements_voice_id FOREIGN KEY(voice_id) REFERENCES voices (id), 
	CONSTRAINT uq_statements_reading_id_local UNIQUE (reading_id, local)
);
CREATE TABLE abouts (
	entity_id INTEGER NOT NULL, 
	statement_id INTEGER NOT NULL, 
	CONSTRAINT pk_abouts PRIMARY KEY (entity_id, statement_id), 
	CONSTRAINT fk_abouts_entity_id FOREIGN KEY(entity_id) REFERENCES entities (id), 
	CONSTRAINT fk_abouts_statement_id FOREIGN KEY(statement_id) REFERENCES statements (id)
);
INSERT INTO "ledger_version" VALUES('0001');
INSERT INTO "contents" VALUES('e24641513710af221b4bd0b3c1a6807c83bd1603d0c0583248abdfe0833171f1',508,X'789C6D51BD6E03210CDEFB1456E6B4A7EC94314A972EA9D4D9179C80CAE113F874E5ED6BB83652D54A4820ECEFCF365EA60811D3ED794769678D2774D6489048F648395728C273011448CC091EE1EC3913BCD25ACCB0F59961438DECAA3598255CDAAF3FFCC7A0CD07FB6066FBE609AEBD3E92AC44094E1C27C0E4E09D3E235558438C1D7C57D773CCC161DD8328FCC24B92DAAF4BD0560C0E420284482294411850293C2F853C47579ECC3077F19744054E5AE48C6923F398475E324C5814BBDFD8C4AB74E955A71644BDAA512C1FE4F4796D9368D86FBD9592002FD2843BE55FE1967A64149D8762B5D403CBCAC0D78699400D01DEB26672BA98223A86D40DAD5EA51BED884553FE72E432B99B7A52471A2055A884F94775B8AF64D85634B4ADDB2F2BD1B22B');
INSERT INTO "contents" VALUES('80ae39304ef802e254b0e2aaecac4201a3db8d56a90732a37bf0318b1e924c06',520,X'789C7592414FC3300C85EFFC0A6BE741B57BC8711A172E43E2EC2E5E1391C653E2AAE4DFE3A48034214EAD6ABFF73EDB355EE60811D3F4BCA3B4B3C6133A6B2448247BA49C2B14E15B011498834B61F2028F70F69C095E692D66D87ACDB0294776D51ACC122EEDAB3FFCE7A282837D3037FBE609AEBD67245989129C38CE80C9C13B7D46AAB08618BBC11D052738E6E0B0EE41D4E2C24B92DA1F97A0ED181C8404089144288330A0DA785E0A798EAE3C99E1D6015E121538699133A6CDCC631E79C9306351ED7E7313AFF1A5571D2416E555582C1FE4F4F5DA36D2B4DF792B25655CA40577CBBFC16DF29151742FAAD5521F5A5606BE36CD0C0A0438659DC9E9918AE82A52075ABD4637DB118B4E7947E432B9499994480748152A61FE491D7E4F336CA71ADA1F60BF0091C7B6F9');
INSERT INTO "entities" VALUES(1,'person','Ines Halloran',NULL);
INSERT INTO "entities" VALUES(2,'organization','The Courier',NULL);
INSERT INTO "entities" VALUES(3,'person','Carrow',NULL);
INSERT INTO "pages" VALUES(1,'https://shore.example/a','2026-11-24T17:57:35+00:00');
INSERT INTO "pages" VALUES(2,'https://shore.example/q','2026-11-24T17:57:35+00:00');
INSERT INTO "tallies" VALUES('outlet','shore.example',4,68);
INSERT INTO "tallies" VALUES('month','',4,68);
INSERT INTO "tallies" VALUES('hand','1',5,72);
INSERT INTO "tallies" VALUES('act','assert',7,87);
INSERT INTO "tallies" VALUES('certainty','certain',5,77);
INSERT INTO "tallies" VALUES('kind','author',5,72);
INSERT INTO "tallies" VALUES('outlet','Shore News',5,24);
INSERT INTO "tallies" VALUES('month','2026-03',5,24);
INSERT INTO "tallies" VALUES('hand','2',1,3);
INSERT INTO "tallies" VALUES('hand','3',2,11);
INSERT INTO "tallies" VALUES('hand','4',1,6);
INSERT INTO "tallies" VALUES('act','ask',1,3);
INSERT INTO "tallies" VALUES('act','want',1,2);
INSERT INTO "tallies" VALUES('certainty','na',2,5);
INSERT INTO "tallies" VALUES('certainty','possible',2,10);
INSERT INTO "tallies" VALUES('kind','group',1,2);
INSERT INTO "tallies" VALUES('kind','organization',2,9);
INSERT INTO "tallies" VALUES('kind','person',1,9);
INSERT INTO "texts" VALUES('a5666b74b3e979a07f87a9b8da39806aa71c35ada1a3f67f793712cf7f4010e2','Ferry stops at noon

The ferry between Holm and Wexley will stop at noon on Friday, the county council said in a letter to all households.

Ines Halloran, the harbour master, said that she had not been asked before the letter went out to the households.

The boats are old and two of them ran aground last winter, when the basin had not been dredged for many years.');
INSERT INTO "texts" VALUES('38e70bf6d01c9199df92e5c9da157bc74d9104bb6dba95f7d9a60c98062055fe','Ferry stops at midnight

The ferry between Holm and Wexley will stop at midnight on Friday, the county council said in a letter to all households.

Ines Halloran, the harbour master, said that she had not been asked before the letter went out to the households.

The boats are old and two of them ran aground last winter, when the basin had not been dredged for many years.');
INSERT INTO "texts" VALUES('90d369c14f73e1edaf62c072b4b57cf353a8f4e52109c1cd6e45776c2772965b','Traders may leave Wexley

The Courier asks Ines Halloran, the harbour master.
Q: Must they go?
A: Carrow said the port <b>denied</b> that it had set a deadline. Perhaps they want to go.
');
INSERT INTO "voice_tallies" VALUES(0,'author','all','',5,72);
INSERT INTO "voice_tallies" VALUES(0,'author','outlet','shore.example',4,68);
INSERT INTO "voice_tallies" VALUES(0,'author','hand','1',5,72);
INSERT INTO "voice_tallies" VALUES(0,'author','certainty','certain',4,68);
INSERT INTO "voice_tallies" VALUES(0,'group','all','',1,2);
INSERT INTO "voice_tallies" VALUES(0,'organization','all','',1,6);
INSERT INTO "voice_tallies" VALUES(2,'organization','all','',1,3);
INSERT INTO "voice_tallies" VALUES(3,'person','all','',1,9);
INSERT INTO "voice_tallies" VALUES(0,'author','outlet','Shore News',1,4);
INSERT INTO "voice_tallies" VALUES(0,'group','outlet','Shore News',1,2);
INSERT INTO "voice_tallies" VALUES(0,'organization','outlet','Shore News',1,6);
INSERT INTO "voice_tallies" VALUES(2,'organization','outlet','Shore News',1,3);
INSERT INTO "voice_tallies" VALUES(3,'person','outlet','Shore News',1,9);
INSERT INTO "voice_tallies" VALUES(0,'group','hand','3',1,2);
INSERT INTO "voice_tallies" VALUES(0,'organization','hand','4',1,6);
INSERT INTO "voice_tallies" VALUES(2,'organization','hand','2',1,3);
INSERT INTO "voice_tallies" VALUES(3,'person','hand','3',1,9);
INSERT INTO "voice_tallies" VALUES(0,'author','certainty','possible',1,4);
INSERT INTO "voice_tallies" VALUES(0,'group','certainty','na',1,2);
INSERT INTO "voice_tallies" VALUES(0,'organization','certainty','certain',0,0);
INSERT INTO "voice_tallies" VALUES(2,'organization','certainty','na',1,3);
INSERT INTO "voice_tallies" VALUES(3,'person','certainty','certain',1,9);
INSERT INTO "voice_tallies" VALUES(0,'organization','certainty','possible',1,6);
INSERT INTO "captures" VALUES(1,1,'e24641513710af221b4bd0b3c1a6807c83bd1603d0c0583248abdfe0833171f1','sha256:e24641513710af221b4bd0b3c1a6807c83bd1603d0c0583248abdfe0833171f1','https://shore.example/a',NULL,NULL,NULL,'2026-11-24T17:57:35+00:00');
INSERT INTO "captures" VALUES(2,1,'80ae39304ef802e254b0e2aaecac4201a3db8d56a90732a37bf0318b1e924c06','sha256:80ae39304ef802e254b0e2aaecac4201a3db8d56a90732a37bf0318b1e924c06','https://shore.example/a',NULL,NULL,NULL,'2026-11-24T17:57:35+00:00');
INSERT INTO "captures" VALUES(3,2,NULL,'https://shore.example/q','https://shore.example/q',NULL,NULL,NULL,'2026-11-24T17:57:35+00:00');
INSERT INTO "decisions" VALUES(1,'2026-11-24T17:57:35+00:00','Tester','edit','s:e40792e6b5b6',2,'{"was":{"source":"the port","cue":"denied","content":"that it had set a deadline","start":133,"text":"90d369c14f73e1edaf62c072b4b57cf353a8f4e52109c1cd6e45776c2772965b"},"set":{"certainty":"possible"}}','she was not sure',NULL,NULL);
INSERT INTO "names" VALUES(1,'Ines Halloran','ines halloran','person:ines halloran','person:ans hlrn',1);
INSERT INTO "names" VALUES(1,'Halloran','halloran',NULL,NULL,1);
INSERT INTO "names" VALUES(2,'The Courier','courier','name:courier',NULL,1);
INSERT INTO "names" VALUES(3,'Carrow','carrow',NULL,NULL,1);
INSERT INTO "readings" VALUES(1,1,1,'a5666b74b3e979a07f87a9b8da39806aa71c35ada1a3f67f793712cf7f4010e2','2026-11-24T17:57:35+00:00','0.1.0',NULL,'{}','https://shore.example/a','Ferry stops at noon','shore.example',NULL,'en','article',X'789CC555DB6EDB300CFD9540AF331AC9B2132F1FD09F288A82969958982D0592DC3608F2EF237D4993870143B1604F16C5CB39BC583C8B685AEC41EC84778D4DEB80D05877582B91891E1A7CAB4F62779E9464249FD49364956FB0133B37745D2622A6443E910C2F974C4048D674C86E2D45EBACA3F38BCCD4CFD74C249B58259E3184D32A267F8C2B482BE7BDA3B07E202DE3C4D6077CC24FE88F649E89FA3487A110C7A1EE6C6CB159F0874054449BD231EED6EB3BD73590F31E93B931EFC01D0638300B64D0882659821F83FFB28E0CAF39101A59C649175BC8CB0DBBE5C5A650A5D25B25619FE7AA2EEA46D6DA28D854726B2A5D376A2375238D2C2B9D1715D4CD1E65A5B5DAAA3DD7D604A48A8E81A964EFDE9A11E52C2CC3BF738D172A43A28C4876D0E3924383D1047B9C784F57D059880BD51E1DEB668985745A0C7BEC6B0CB3AABE5E1BA01E3790A61017CE3791C4916E984526EF833D58021E8BC315F443307377CCB01CBC4BE44BC2D47BBE6A81DD5E383F12C170AB21460C894B421FD233D1E5CCF5F71D8491BDF8C15060AF8DBC92A550358DCEDC2543FD9F4C2ED9C23AFF06EB5C654A570FE42DFF82B8FE067155C82C2FF5FFAD78F19D8A9765A637E50389AB3F3367110F5FE34ED34F583BC9BF0FC5A169F827A46EFF29FE9B5EB9643316638C60DCC107A0E5776823C8941BD5FD0170FA3E390619E1A8C58F802BC4F86AA521DCBD7B7699D86506AE8CB69B995095931B7E3283E7406FE0899746F0FD323DC92F27EBF6B4B87897ECA18B78939E964BF3B4FA0AD7414CAB0F4A04C35FC77CE515556337D3FEDAA1671130A6F836EEAAB19B9454A00D3A6F910F086EDAC324FE06BCF38195',0);
INSERT INTO "readings" VALUES(2,2,1,'38e70bf6d01c9199df92e5c9da157bc74d9104bb6dba95f7d9a60c98062055fe','2026-11-24T17:57:35+00:00','0.1.0',NULL,'{}','https://shore.example/a','Ferry stops at midnight','shore.example',NULL,'en','article',X'789CC555DB6EE23010FD15E4D78DC07102053EA03F51A16AE20CC4DAC446B6D31621FE7D679298CBC34A55B5689FE2F15CCE994B3C671174831D88AD70B63671E1116A630F8B5C64A2831ADFAB93D89E472519C9793E97AC7235B6626BFBB6CD44C018C92790E1E59209F0D1E816D9ADA168ADB1747E93992A76998826B24ABCA2F7A75988EE186610679DA9AD39349142BB9E2C182B34CEE31CBFA03B924B26AAD3148AC21CFBAA35A1C13A71E83DD1114D8CC7B05D2C1E5C1740CE7B8CFACEBC057BE8E1C04CD00A4E4147E3EC18FCB7B16478CD83D0C8328CBAD0805AAE48BB9680C5A69025EED752A15A96954405801A74A9640E455DADEBE50A36F2A55050BC547B59E4EB2AC78D2AB55C5158ED91AA3A04A6B27D38A30794B3300CFFC1754E54FA4819916CA1C394438D417B731C798F57D01A08896A87967593C4423C25C30EBB0AFDA4AAAED71AA8CF35C431C485F38D2471A43B668187C3797330043C14872BE87AAFA7EEE83E1D9C8DE44BC2D87FBE6A80DDDE383F124173AB2104F4DC7C4D1FD233D174E6FABB16FCC05EFC622830D7465EC952A88A4667EA92A6FE8F26972CB1563F60AD96595EAE9EC85B7E8378F103E279B9CED42AFFBF152F7F52F15591152FCF1C95FCEFCC59C4C36DDC69FA096B2BF9F7A138340DFF84D4FD3FC57FD38E4B366131C600C61D7C029A7A401B40C6DCA8EE4F802B1E936390018E5AFC0CB8520CAF56ECFDC3BB67D2C4A619B8325A9713A10D3539E2173378F5F4069E786978D7A5E9892E9D8CDDD3F2E25DB28736E05D7A85DCA4F4D42D5C0B21CE3E2911F4DF8EB9E31555613BD1BEEDD1B3F01862781F76D5D04D4ACAD3169DB6C827783BEE6212FF006EB78410',1);
INSERT INTO "readings" VALUES(3,3,2,'90d369c14f73e1edaf62c072b4b57cf353a8f4e52109c1cd6e45776c2772965b','2026-11-24T17:57:35+00:00','0.1.0','sha256:0','{}','https://shore.example/q','Traders may leave Wexley','Shore News','2026-03-12','en','interview',X'789CBD57CB92A33810FC1542D7C5360F6383AF73D9B9CC6527620F8E8E0D813546D120319268B7B7C3FFBE551218704FBFD6EE3919F4A8CC4A5725D213D145C96A4A36448A1D370BC5E88E8BFD22243EA9E98EFD931FC9E6C94DC2A2601ECE039C923B56C1BB2E6994AC3638A49931B053C3F2D3C92754195E540C379710B3E2029EB7811F2DEF7C62B8C129F25D0184D25E4D8F5EC5E803F3FE668F153B4238D9C21284FCAB948A79DFD841C3687EEC024190A6CD2BAE4BB683455110AD66413C0B2358D42AA4561AD3E8CD62A171FF9C3DD2BAA9D8E227CCFF60A6B0DB445B553EA9A8D8B7748F7C98B08914864BE140EEB9C0F85C18A61E383BC07C036BB59B75E9F7810AC540253B05023C485ED8754F8463880714A90B475B03ACE05DD09AF5DB774C178A370EDB0DD18A53DD83D54CE05CF7862FE6D82FAC599D83906E2A3F0F1714FEB71D35AC23D55309072A52EDA9E0FF520BDB1322DF4BE67D91ADE20C597E80D9365AF9F1FAEE5A82D140B0816D636A5F05D3DE9FB4AAA4A2E2921C3140BCA42A07EE5055DA58FE035972DE78417B19FBC96A4C9B30DB021FA31DBF4CFB0B554A1E3E286696FA61B0BC5ACDE51B7FF72FEACF0AD94865C82BF4C230F0C330BD9A5F32F0DB2BD936BFBD31B0950DBC61A451CB6A2C01A9F89EA322D8F7680F505A45674145DB3F4830086150146B71385452DCB6C5C687575AA09951AD99D5B4801F98B795D648AD795E61F0465654B9FAFB03B1283FDBD4992DC482F2369D0315E06E6EC9594F1D8D699B568977D04E433F7BC6DB47AB1891BFBF602EE8CD38C763CED418C5F3B62BD233F5513FB814B66190C0487637CDC5D66592FD221B5406BAF4F5FFA37BBE22B5609E0D992DDF93D9A895FAD4A2C80FA3F432B5387E3D351FDBFD7FE4373BE7F7447E28598F3FAA18DFC8E9C8E94D09D24182E45D12AC323F5CC76309D64B187926C11AD6A5C94B122443F6072A2E73BFBE62F195ED07A700E3008537013A0F8481EFDF6D5A7FEC47E844D62F3B3004B168EBF423682F17F6186C0C84F12D10D8C3A702617C0B942537B0A0A976D1443B0470489FAC5DD66B87BDFDBC546F0D67511C1E78C48D8D6F2A683C11D4C239E055F829B67489EEA3A94E28ACFAF24173F80D5A238AC34B5737B3A1699A1000BD063FDFCE68EC85A23FBD2B692F503F5BA63B23ADA9BA87D3EE660B3D9B06EE4433EDAC2566708E120D51A8D0077B503EC78026C9D6438CA194D3E4D49FB1F8F876C346578AB74EEC2F9E27BB4338228C7CB8A239ABBAE7E12AE9ECFA409570974E2052C0A514E0F0DA3ACB8FB312CE78F8E1628FC6DE68B8F6BADBAD77A078E7DC312F3F7AB86C4E4E77A7FF00F4E3BFC7',1);
INSERT INTO "appearances" VALUES(1,3,'e1','["Ines Halloran","Halloran"]','first named here');
INSERT INTO "appearances" VALUES(2,3,'v1','["The Courier"]','first named here');
INSERT INTO "appearances" VALUES(3,3,'v3','["Carrow"]','first named here');
INSERT INTO "chains" VALUES(1,1);
INSERT INTO "chains" VALUES(2,2);
INSERT INTO "chains" VALUES(3,3);
INSERT INTO "chains" VALUES(4,3);
INSERT INTO "chains" VALUES(5,3);
INSERT INTO "chains" VALUES(6,3);
INSERT INTO "chains" VALUES(7,3);
INSERT INTO "voices" VALUES(1,1,'v0','author','shore.example',NULL,NULL,'[]',NULL);
INSERT INTO "voices" VALUES(2,2,'v0','author','shore.example',NULL,NULL,'[]',NULL);
INSERT INTO "voices" VALUES(3,3,'v0','author','Shore News',NULL,NULL,'[]',NULL);
INSERT INTO "voices" VALUES(4,3,'v1','organization','The Courier','The Courier',NULL,'[]',2);
INSERT INTO "voices" VALUES(5,3,'v2','person','Ines Halloran','Ines Halloran','the harbour master','["Halloran"]',1);
INSERT INTO "voices" VALUES(6,3,'v3','person','Carrow','Carrow',NULL,'[]',3);
INSERT INTO "voices" VALUES(7,3,'v4','organization','the port',NULL,'the port','[]',NULL);
INSERT INTO "voices" VALUES(8,3,'v5','group','an unnamed group',NULL,NULL,'[]',NULL);
INSERT INTO "chain_voices" VALUES(1,1,1);
INSERT INTO "chain_voices" VALUES(2,1,2);
INSERT INTO "chain_voices" VALUES(3,1,3);
INSERT INTO "chain_voices" VALUES(4,1,3);
INSERT INTO "chain_voices" VALUES(4,2,4);
INSERT INTO "chain_voices" VALUES(5,1,3);
INSERT INTO "chain_voices" VALUES(5,2,5);
INSERT INTO "chain_voices" VALUES(5,3,6);
INSERT INTO "chain_voices" VALUES(6,1,3);
INSERT INTO "chain_voices" VALUES(6,2,5);
INSERT INTO "chain_voices" VALUES(6,3,6);
INSERT INTO "chain_voices" VALUES(6,4,7);
INSERT INTO "chain_voices" VALUES(7,1,3);
INSERT INTO "chain_voices" VALUES(7,2,5);
INSERT INTO "chain_voices" VALUES(7,3,8);
INSERT INTO "statements" VALUES(1,'s:eb3520592d15',1,1,'s1','page','Ferry stops at noon','','',0,19,1,1,NULL,1,'assert','certain','+',NULL,NULL,NULL,'shore.example',NULL,0,NULL);
INSERT INTO "statements" VALUES(2,'s:0f30c808839a',1,1,'s2','page','The ferry between Holm and Wexley will stop at noon on Friday, the county council said in a letter to all households.','','',21,138,1,1,NULL,1,'assert','certain','+',NULL,NULL,NULL,'shore.example',NULL,0,NULL);
INSERT INTO "statements" VALUES(3,'s:11dda16a7158',1,1,'s3','page','Ines Halloran, the harbour master, said that she had not been asked before the letter went out to the households.','','',140,253,1,1,NULL,1,'assert','certain','+',NULL,NULL,NULL,'shore.example',NULL,0,NULL);
INSERT INTO "statements" VALUES(4,'s:96098ae30929',1,1,'s4','page','The boats are old and two of them ran aground last winter, when the basin had not been dredged for many years.','','',255,365,1,1,NULL,1,'assert','certain','+',NULL,NULL,NULL,'shore.example',NULL,0,NULL);
INSERT INTO "statements" VALUES(5,'s:551dddc3e2f0',2,1,'s1','page','Ferry stops at midnight','','',0,23,2,2,NULL,1,'assert','certain','+',NULL,NULL,NULL,'shore.example',NULL,1,NULL);
INSERT INTO "statements" VALUES(6,'s:0e1ba0d0d040',2,1,'s2','page','The ferry between Holm and Wexley will stop at midnight on Friday, the county council said in a letter to all households.','','',25,146,2,2,NULL,1,'assert','certain','+',NULL,NULL,NULL,'shore.example',NULL,1,NULL);
INSERT INTO "statements" VALUES(7,'s:f61f6823c963',2,1,'s3','page','Ines Halloran, the harbour master, said that she had not been asked before the letter went out to the households.','','',148,261,2,2,NULL,1,'assert','certain','+',NULL,NULL,NULL,'shore.example',NULL,1,NULL);
INSERT INTO "statements" VALUES(8,'s:05a96797b47f',2,1,'s4','page','The boats are old and two of them ran aground last winter, when the basin had not been dredged for many years.','','',263,373,2,2,NULL,1,'assert','certain','+',NULL,NULL,NULL,'shore.example',NULL,1,NULL);
INSERT INTO "statements" VALUES(9,'s:9e40d6881d8a',3,2,'s1','page','Traders may leave Wexley','','',0,24,3,3,NULL,1,'assert','possible','+',NULL,NULL,NULL,'Shore News','2026-03-12',1,NULL);
INSERT INTO "statements" VALUES(10,'s:c33fc0fbab15',3,2,'s2','turn','Must they go?','','',81,94,4,4,2,2,'ask','na','+',NULL,NULL,NULL,'Shore News','2026-03-12',1,NULL);
INSERT INTO "statements" VALUES(11,'s:6b6041b3f85f',3,2,'s3','attribution','the port <b>denied</b> that it had set a deadline','Carrow','said',110,159,5,6,3,3,'assert','certain','+',NULL,NULL,0.9,'Shore News','2026-03-12',1,NULL);
INSERT INTO "statements" VALUES(12,'s:e40792e6b5b6',3,2,'s4','attribution','that it had set a deadline','the port','denied',133,159,6,7,NULL,4,'assert','possible','-','2026-03-10','2026-03-10',0.8,'Shore News','2026-03-12',1,'{"status":"edited","decisions":[1],"statement":{"certainty":"possible"}}');
INSERT INTO "statements" VALUES(13,'s:72830f61791c',3,2,'s5','attribution','to go.','they','want',179,185,7,8,NULL,3,'want','na','+',NULL,NULL,NULL,'Shore News','2026-03-12',1,NULL);
CREATE VIRTUAL TABLE statements_fts USING fts5(
            words, content='statements', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
INSERT INTO statements_fts(statements_fts) VALUES('rebuild');
CREATE VIRTUAL TABLE voices_fts USING fts5(
            label, description, content='voices', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
INSERT INTO voices_fts(voices_fts) VALUES('rebuild');
CREATE INDEX ix_entities_merged_into ON entities (merged_into);
CREATE INDEX ix_captures_source ON captures (source);
CREATE INDEX ix_decisions_page_id ON decisions (page_id);
CREATE INDEX ix_decisions_subject ON decisions (subject);
CREATE INDEX ix_names_identity ON names (identity);
CREATE INDEX ix_names_key ON names ("key");
CREATE INDEX ix_names_sound ON names (sound);
CREATE INDEX ix_readings_capture_id ON readings (capture_id);
CREATE INDEX ix_readings_outlet ON readings (outlet);
CREATE INDEX ix_readings_page_id ON readings (page_id);
CREATE INDEX ix_readings_published ON readings (published);
CREATE INDEX ix_readings_text_sha256 ON readings (text_sha256);
CREATE INDEX ix_appearances_reading_id ON appearances (reading_id);
CREATE INDEX ix_chains_reading_id ON chains (reading_id);
CREATE INDEX ix_voices_entity_id ON voices (entity_id);
CREATE INDEX ix_chain_voices_voice_id ON chain_voices (voice_id);
CREATE INDEX ix_labels_entity_id ON labels (entity_id);
CREATE INDEX ix_labels_reading_id ON labels (reading_id);
CREATE INDEX ix_labels_voice_id ON labels (voice_id);
CREATE INDEX ix_statements_chain_id ON statements (chain_id);
CREATE INDEX ix_statements_decided ON statements (id) WHERE decided IS NOT NULL;
CREATE INDEX ix_statements_key ON statements ("key");
CREATE INDEX ix_statements_outlet ON statements (outlet, published, shown);
CREATE INDEX ix_statements_page_id ON statements (page_id);
CREATE INDEX ix_statements_published ON statements (published, shown, hand, act, certainty, polarity, origin, score);
CREATE INDEX ix_statements_said ON statements (said_from, said_to) WHERE said_from IS NOT NULL OR said_to IS NOT NULL;
CREATE INDEX ix_statements_score ON statements (score, shown, hand, act, certainty, polarity, origin);
CREATE INDEX ix_statements_speaker ON statements (speaker_id, published, shown);
CREATE INDEX ix_statements_voice_id ON statements (voice_id);
CREATE INDEX ix_abouts_statement_id ON abouts (statement_id);
CREATE TRIGGER statements_fts_insert AFTER INSERT ON statements BEGIN INSERT INTO statements_fts(rowid, words) VALUES (new.id, new.words); END;
CREATE TRIGGER statements_fts_delete AFTER DELETE ON statements BEGIN INSERT INTO statements_fts(statements_fts, rowid, words) VALUES ('delete', old.id, old.words); END;
CREATE TRIGGER statements_fts_update AFTER UPDATE OF words ON statements BEGIN INSERT INTO statements_fts(statements_fts, rowid, words) VALUES ('delete', old.id, old.words); INSERT INTO statements_fts(rowid, words) VALUES (new.id, new.words); END;
CREATE TRIGGER voices_fts_insert AFTER INSERT ON voices BEGIN INSERT INTO voices_fts(rowid, label, description) VALUES (new.id, new.label, new.description); END;
CREATE TRIGGER voices_fts_delete AFTER DELETE ON voices BEGIN INSERT INTO voices_fts(voices_fts, rowid, label, description) VALUES ('delete', old.id, old.label, old.description); END;
CREATE TRIGGER voices_fts_update AFTER UPDATE OF label, description ON voices BEGIN INSERT INTO voices_fts(voices_fts, rowid, label, description) VALUES ('delete', old.id, old.label, old.description); INSERT INTO voices_fts(rowid, label, description) VALUES (new.id, new.label, new.description); END;
CREATE VIEW said AS SELECT statements.key, voices.label AS voice, statements.words, (SELECT group_concat(label, ' › ') FROM (SELECT voices.label AS label FROM chain_voices
        JOIN voices ON voices.id = chain_voices.voice_id WHERE chain_id = statements.chain_id ORDER BY chain_voices.hand)) AS chain, statements.hand,
    statements.act, statements.certainty, statements.polarity, statements.said_from, statements.said_to, statements.score,
    statements.outlet, statements.published, readings.title, readings.url, pages.address
    FROM statements JOIN voices ON voices.id = statements.voice_id JOIN readings ON readings.id = statements.reading_id
    JOIN pages ON pages.id = statements.page_id WHERE statements.shown;
