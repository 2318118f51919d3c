using ContactPortal.Domain.Mail;

namespace ContactPortal.Blazor;

/// <summary>All paths of the portal: pages, forms, API and health checks.</summary>
public static class PortalUrls
{
    public const string Front = MailPaths.Front;
    public const string Contacts = MailPaths.Contacts;
    public const string Deliveries = MailPaths.Deliveries;

    /// <summary>A delivery's errors as a CSV file; {number} is the delivery's number.</summary>
    public const string DeliveryErrors = Deliveries + "/{number:long}/fejl.csv";

    /// <summary>Where reporting systems post deliveries (D2).</summary>
    public const string ApiDeliveries = "/api/deliveries";

    /// <summary>Where a mail server posts bounces (D7).</summary>
    public const string ApiBounces = "/api/bounces";

    /// <summary>Where the agency's own systems read contacts and coverage (A1, A2).</summary>
    public const string ApiContacts = "/api/contacts";
    public const string ApiCoverage = "/api/coverage";

    /// <summary>SCIM 2.0, by which municipalities' own directories keep their persons (P8).</summary>
    public const string Scim = "/scim/v2";

    public const string OpenApi = "/openapi/{documentName}.json";
    public const string ApiGuide = "/api/vejledning";
    public const string Rights = MailPaths.Rights;

    /// <summary>Brugerkatalog: the persons of the municipality (P4).</summary>
    public const string Persons = Rights + "/brugerkatalog";

    /// <summary>The municipality's persons as files, which the import reads back (P7).</summary>
    public const string PersonsCsv = Persons + "/brugerkatalog.csv";
    public const string PersonsWorkbook = Persons + "/brugerkatalog.xlsx";

    /// <summary>A file with the columns of the import of persons.</summary>
    public const string PersonTemplate = Persons + "/skabelon.csv";

    /// <summary>The municipality's contacts as files.</summary>
    public const string ContactsCsv = Contacts + "/kontakter.csv";
    public const string ContactsWorkbook = Contacts + "/kontakter.xlsx";

    /// <summary>Kommuner: all municipalities, for the agency (P6).</summary>
    public const string Municipalities = MailPaths.Municipalities;

    /// <summary>Find kontakter: the contacts of all municipalities, for the agency (A1).</summary>
    public const string AgencyContacts = "/ams/kontakter";

    /// <summary>The contacts that the agency has found, as files.</summary>
    public const string AgencyContactsCsv = AgencyContacts + "/kontakter.csv";
    public const string AgencyContactsWorkbook = AgencyContacts + "/kontakter.xlsx";
    public const string AgencyContactsVCards = AgencyContacts + "/kontakter.vcf";

    /// <summary>One contact as a vCard; {organisation} is the municipality's code, {contact} the contact's id.</summary>
    public const string AgencyContactVCard = AgencyContacts + "/{organisation}/{contact:guid}.vcf";

    /// <summary>Dækning: how each municipality can be reached, for the agency (A2).</summary>
    public const string Coverage = "/ams/daekning";

    /// <summary>The coverage as files.</summary>
    public const string CoverageCsv = Coverage + "/daekning.csv";
    public const string CoverageWorkbook = Coverage + "/daekning.xlsx";

    /// <summary>Systemer: the clients of the API, and the mails of all municipalities that failed, for the agency (D2, D7).</summary>
    public const string Systems = "/ams/systemer";

    /// <summary>An invitation; {token} is its secret (P6).</summary>
    public const string Invitation = Domain.Persons.Invitation.BasePath + "{token}";

    /// <summary>The contacts page's address in the previous system; redirects (K1).</summary>
    public const string OldContacts = "/Reporting/reportingContacts.aspx";

    public const string SignIn = "/log-ind";

    /// <summary>Redirects to the identity provider.</summary>
    public const string SignInStart = "/log-ind/fortsaet";

    /// <summary>The redirect URI of a sign-in; registered at the identity provider.</summary>
    public const string SignInCallback = "/signin-oidc";

    /// <summary>
    /// Shown after the sign-in of a person who is not in the directory; here they ask for access, and wait for the answer (P3).
    /// </summary>
    public const string SignInUnknown = "/log-ind/ukendt";

    /// <summary>The form of the waiting page that asks for access.</summary>
    public const string AccessRequest = "/log-ind/anmod";

    /// <summary>Answers once the access request of the waiting page has been answered.</summary>
    public const string AccessRequestState = "/log-ind/anmod/svar";

    /// <summary>Shown after a failed sign-in.</summary>
    public const string SignInFailed = "/log-ind/mislykket";

    public const string SignOut = "/log-ud";

    /// <summary>The redirect URI after a sign-out; registered at the identity provider.</summary>
    public const string SignOutCallback = "/signout-callback-oidc";

    /// <summary>
    /// Called when a session ends at the identity provider, and registered there: the front-channel logout URI (GET from a browser's frame)
    /// and the back-channel logout URI (POST by the provider).
    /// </summary>
    public const string ProviderSignOut = "/signout-oidc";

    /// <summary>The prefix of the requests that session.js sends.</summary>
    public const string Session = "/session";
    public const string KeepAlive = "/session/fortsaet";
    public const string EndSession = "/session/slut";
    public const string Api = "/api";
    public const string SwitchOrganisation = "/skift-organisation";
    public const string SwitchLanguage = "/sprog";
    public const string Accessibility = "/tilgaengelighed";

    /// <summary>The short address of the accessibility statement, the same on every Danish public site (O6).</summary>
    public const string AccessibilityShort = "/was";

    public const string PersonalData = "/persondata";

    /// <summary>Min side: what the portal holds on the person who is signed in (O4).</summary>
    public const string OwnData = MailPaths.OwnData;

    /// <summary>The same as a file.</summary>
    public const string OwnDataJson = OwnData + "/mine-oplysninger.json";

    /// <summary>The mails that Development writes to a folder.</summary>
    public const string DemoMails = "/demo/mails";

    /// <summary>The theme's CSS variables; {version} is a hash of them.</summary>
    public const string Theme = "/tema-{version}.css";

    public const string NotFound = "/findes-ikke";
    public const string Error = "/fejl";
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    /// <summary>The query key of the address that a form or a sign-in redirects back to.</summary>
    public const string ReturnKey = "retur";

    /// <summary>The query key of why a sign-in failed.</summary>
    public const string ReasonKey = "grund";

    /// <summary>The query key that says that the session ended by the idle time.</summary>
    public const string IdleKey = "udloebet";

    /// <summary>
    /// The query key that says that the request had the cookie of a session that is over. The browser may have another session by then: a
    /// page in another tab was reloaded before the response to a switch of the organisation had brought the new cookie.
    /// </summary>
    public const string EndedKey = "slut";

    /// <summary>
    /// The address as links, forms and scripts of a page name it: relative to the page's base address, since the portal may be served below
    /// a path (setting PathBase).
    /// </summary>
    public static string FromBase(this string address) => "." + address;

    /// <summary>The authority for complaints about accessibility, which supervises the act on accessible web sites.</summary>
    public const string AccessibilityAuthority = "https://www.was.digst.dk";

    /// <summary>The authority for complaints about personal data.</summary>
    public const string DataProtectionAuthority = "https://www.datatilsynet.dk";
}
