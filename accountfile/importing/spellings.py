"""The headers that companies and their programs use for each field, in several languages.

In order of preference where a file has several of them. They are compared as ``headers.squeezed``:
letters and digits alone.
"""

HEADERS = {
    "people": {
        "name": (
            "name, full name, person, sales agent, agent, salesperson, sales rep, sales "
            "representative, seller, employee, employee name, account manager, account owner, "
            "owner, owner name, user, user name, display name, contact name, mitarbeiter, "
            "vertriebsmitarbeiter, nom, commercial, nombre, vendedor, last first, last name "
            "first name, vorname nachname, nachname vorname, nom complet, collaborateur"
        ),
        "line_manager": (
            "line manager, manager, manager name, reports to, reporting to, supervisor, team "
            "leader, team lead, boss, sales manager, manager's name, direct manager, manager "
            "id, head, vorgesetzter, teamleiter, führungskraft, chef, responsable, supérieur, "
            "jefe"
        ),
        "region": (
            "region, regional office, sales region, office, territory, area, location, office "
            "location, sales office, branch, gebiet, vertriebsgebiet, standort, "
            "niederlassung, région, agence, zona"
        ),
        "team": "team, sales team, department, group, unit, team name, abteilung",
        "email": (
            "email, e-mail, email address, e-mail address, mail, e-mail 1 - value, work "
            "email, business email, user email, e-mail adresse, adresse e-mail, courriel, "
            "correo"
        ),
        "time_zone": "time zone, timezone, tz, time zone sid key",
        "external_id": (
            "external id, id, user id, employee id, record id, person id, owner id, agent id, "
            "staff id, personnel number, employee number, personalnummer"
        ),
    },
    "accounts": {
        "name": (
            "account name, company name, account, company, name, client, client name, "
            "customer, customer name, organisation, organization, organisation name, "
            "organization name, organization 1 - name, associated company, legal name, firm, "
            "firma, firmenname, kunde, kundenname, unternehmen, firmierung, société, raison "
            "sociale, nom de la société, nom du client, entreprise, empresa, razón social, "
            "cliente, ragione sociale"
        ),
        "external_id": (
            "external id, account id, id, record id, company id, customer id, client id, "
            "account number, account no, customer number, client number, customer no, crm id, "
            "symbol, kundennummer, kundennr, debitor, debitorennummer, numéro client, code "
            "client"
        ),
        "sector": (
            "sector, industry, industry sector, vertical, line of business, segment, branche, "
            "secteur, secteur d'activité, sector de actividad"
        ),
        "founded": (
            "founded, year established, established, year founded, founded year, founding "
            "year, year of foundation, foundation year, since, gründungsjahr, gegründet, "
            "année de création, date de création"
        ),
        "annual_revenue": (
            "annual revenue, revenue, turnover, annual turnover, yearly revenue, annual "
            "sales, company revenue, revenue million usd, annual revenue million usd, umsatz, "
            "jahresumsatz, chiffre d'affaires, chiffre d'affaires annuel, ca annuel"
        ),
        "employees": (
            "employees, number of employees, no of employees, employee count, headcount, "
            "staff, company size, num employees, mitarbeiter, mitarbeiterzahl, anzahl "
            "mitarbeiter, beschäftigte, effectif, nombre de salariés"
        ),
        "country": (
            "country, office location, billing country, hq country, headquarters, "
            "headquarters country, country/region, business country/region, location, company "
            "country, billing country/territory, land, pays, país"
        ),
        "parent": (
            "parent account, parent, subsidiary of, parent company, parent account name, "
            "parent account id, parent id, group, belongs to, holding, ultimate parent, "
            "parent organisation, parent organization, mutter, muttergesellschaft, konzern, "
            "société mère, maison mère, groupe"
        ),
        "account_manager": (
            "account manager, account owner, company owner, owner, owner name, key account "
            "manager, relationship manager, responsible, managed by, assigned to, account "
            "executive, record owner, account owner id, owner id, sales agent, sales rep, "
            "kundenbetreuer, betreuer, ansprechpartner intern, verantwortlich, responsable de "
            "compte, responsable, commercial"
        ),
        "background": (
            "background, description, about, company description, summary, notes, beschreibung"
        ),
    },
    "products": {
        "name": (
            "product name, product, name, item, item name, article, title, product or "
            "service, description, produkt, produktname, artikel, artikelbezeichnung, "
            "bezeichnung, produit, désignation, libellé"
        ),
        "series": (
            "series, product series, product family, family, category, product line, line, "
            "range, group, serie, warengruppe, produktgruppe, gamme, famille"
        ),
        "list_price": (
            "list price, sales price, price, unit price, suggested retail price, retail "
            "price, standard price, rrp, msrp, catalogue price, catalog price, price each, "
            "listenpreis, preis, einzelpreis, prix, prix unitaire, prix catalogue, tarif"
        ),
        "external_id": (
            "external id, product id, product code, id, sku, item number, item no, article "
            "number, part number, code, record id, product number, artikelnummer, artikelnr, "
            "référence"
        ),
    },
    "opportunities": {
        "external_id": (
            "external id, opportunity id, id, record id, deal id, oppty id, opp id, "
            "opportunity number, deal number, order id, quote number, reference, ref, "
            "opportunity no, opp no, opp number, deal no, verkaufschance nr, chance nr, "
            "auftragsnummer, vorgangsnummer, numéro"
        ),
        "name": (
            "opportunity name, deal name, name, opportunity, deal, title, subject, topic, "
            "deal title, oppty, verkaufschance, bezeichnung, betreff, projekt, opportunité, "
            "nom de l'affaire, affaire, oportunidad"
        ),
        "owner": (
            "owner, opportunity owner, deal owner, sales agent, agent, salesperson, sales "
            "rep, sales representative, seller, account manager, account owner, owner name, "
            "assigned to, rep, rep name, responsible, owner full name, owner email, owner id, "
            "verkäufer, vertriebsmitarbeiter, zuständig, betreuer, kundenbetreuer, "
            "commercial, responsable, vendedor"
        ),
        "product": (
            "product, product name, item, item name, products, product or service, product "
            "line, article, produkt, produit"
        ),
        "account": (
            "account, account name, company name, company, client, client name, customer, "
            "customer name, associated company, organisation, organization, account id, "
            "customer id, client id, company id, associated company ids, associated company "
            "id, firma, kunde, kundenname, unternehmen, société, nom du client, entreprise, "
            "empresa, cliente"
        ),
        "stage": (
            "stage, stage name, deal stage, sales stage, opportunity stage, pipeline stage, "
            "status, deal status, outcome, state, result, phase, verkaufsphase, stufe, étape, "
            "statut, etapa, fase"
        ),
        "engaged_on": (
            "engaged on, engage date, engagement date, engaged, opened on, open date, opened, "
            "date opened, start date, started on, first contact, first contacted on, "
            "erstkontakt, begonnen am, date d'ouverture, premier contact"
        ),
        "closed_on": (
            "closed on, close date, closed date, closing date, date closed, close, actual "
            "close date, won date, expected close date, expected close, end date, order date, "
            "closed, closing, abschlussdatum, abgeschlossen am, auftragsdatum, date de "
            "clôture, fecha de cierre"
        ),
        "value": (
            "value, close value, amount, deal value, deal amount, opportunity amount, "
            "opportunity value, total value, revenue, won value, price, total, contract "
            "value, deal size, sales, amt, volume, deal volume, amount in company currency, "
            "wert, auftragswert, betrag, volumen, summe, montant, valeur, importe"
        ),
        "probability": (
            "probability, probability %, probability (%), win probability, likelihood, "
            "chance, deal probability, prob, wahrscheinlichkeit, abschlusswahrscheinlichkeit, "
            "probabilité"
        ),
        "expected_on": (
            "expected on, expected close on, forecast date, expected closing, estimated close date"
        ),
        "next_step": "next step, next steps, next activity",
        "source": "lead source, source, deal source, origin",
        "currency": (
            "currency, currency code, currency iso code, deal currency, währung, devise, "
            "monnaie, moneda"
        ),
    },
}
