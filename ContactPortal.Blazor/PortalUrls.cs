using ContactPortal.Domain.Mail;

namespace ContactPortal.Blazor;

/// <summary>Every address of the portal, in one place: pages, forms and health checks are named from here.</summary>
public static class PortalUrls
{
    public const string Front = "/";
    public const string Contacts = MailPaths.Contacts;
    public const string Deliveries = MailPaths.Deliveries;

    /// <summary>A delivery's errors as a file; {number} is the delivery's.</summary>
    public const string DeliveryErrors = Deliveries + "/{number:long}/fejl.csv";

    /// <summary>Where reporting systems post deliveries (D2).</summary>
    public const string ApiDeliveries = "/api/deliveries";

    /// <summary>Where a mail server posts mails that came back (D7).</summary>
    public const string ApiBounces = "/api/bounces";

    public const string OpenApi = "/openapi/{documentName}.json";
    public const string ApiGuide = "/api/vejledning";
    public const string Rights = MailPaths.Rights;

    /// <summary>Where the page lay in the system before this one (K1).</summary>
    public const string OldContacts = "/Reporting/reportingContacts.aspx";

    public const string SignIn = "/log-ind";

    /// <summary>Leads on to the identity provider.</summary>
    public const string SignInStart = "/log-ind/fortsaet";

    /// <summary>Where the identity provider's answer comes back to; registered there.</summary>
    public const string SignInCallback = "/signin-oidc";

    /// <summary>Where somebody lands whom the directory does not know.</summary>
    public const string SignInUnknown = "/log-ind/ukendt";

    /// <summary>Where a sign-in lands that came to nothing.</summary>
    public const string SignInFailed = "/log-ind/mislykket";

    public const string SignOut = "/log-ud";

    /// <summary>Where the identity provider leads back to after a sign-out; registered there.</summary>
    public const string SignOutCallback = "/signout-callback-oidc";

    /// <summary>Where the identity provider says that a session has ended over there; registered there.</summary>
    public const string FrontChannelSignOut = "/signout-oidc";

    /// <summary>Below it, what the page's script says about the session.</summary>
    public const string Session = "/session";
    public const string KeepAlive = "/session/fortsaet";
    public const string EndSession = "/session/slut";
    public const string Api = "/api";
    public const string SwitchOrganisation = "/skift-organisation";
    public const string SwitchLanguage = "/sprog";
    public const string Accessibility = "/tilgaengelighed";

    /// <summary>The short address that every Danish public site answers with its accessibility statement (O6).</summary>
    public const string AccessibilityShort = "/was";

    public const string PersonalData = "/persondata";

    /// <summary>The mails that Development writes to a folder.</summary>
    public const string DemoMails = "/demo/mails";

    /// <summary>The theme's colours and measures; {version} is another one when they are others.</summary>
    public const string Theme = "/tema-{version}.css";

    public const string NotFound = "/findes-ikke";
    public const string Error = "/fejl";
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    /// <summary>The query key that says where a form or a sign-in leads back to.</summary>
    public const string ReturnKey = "retur";

    /// <summary>The query key that says that a session ended because nobody did anything in it.</summary>
    public const string IdleKey = "udloebet";

    /// <summary>Where a complaint about accessibility goes: the authority that supervises the act on accessible web sites.</summary>
    public const string AccessibilityAuthority = "https://www.was.digst.dk";

    /// <summary>Where a complaint about personal data goes.</summary>
    public const string DataProtectionAuthority = "https://www.datatilsynet.dk";
}
