namespace ContactPortal.Blazor;

/// <summary>Every address of the portal, in one place: pages, forms and health checks are named from here.</summary>
public static class Addresses
{
    public const string Front = "/";
    public const string Contacts = "/opfoelgning/indberetning/kontakter";

    public const string Deliveries = "/opfoelgning/indberetning/indberetninger";
    public const string Rights = "/brugeradministration";

    /// <summary>Where the page lay in the system before this one (K1).</summary>
    public const string OldContacts = "/Reporting/reportingContacts.aspx";

    public const string SignIn = "/log-ind";
    public const string SignOut = "/log-ud";
    public const string SwitchOrganisation = "/skift-organisation";
    public const string SwitchLanguage = "/sprog";
    public const string Accessibility = "/tilgaengelighed";

    /// <summary>The short address that every Danish public site answers with its accessibility statement (O6).</summary>
    public const string AccessibilityShort = "/was";

    public const string PersonalData = "/persondata";
    public const string NotFound = "/findes-ikke";
    public const string Error = "/fejl";
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    /// <summary>The query key that says where a form or a sign-in leads back to.</summary>
    public const string ReturnKey = "retur";

    /// <summary>Where a complaint about accessibility goes: the authority that supervises the act on accessible web sites.</summary>
    public const string AccessibilityAuthority = "https://www.was.digst.dk";

    /// <summary>Where a complaint about personal data goes.</summary>
    public const string DataProtectionAuthority = "https://www.datatilsynet.dk";
}
