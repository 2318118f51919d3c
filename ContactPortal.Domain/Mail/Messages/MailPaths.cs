namespace ContactPortal.Domain.Mail;

/// <summary>The paths of the pages that mails link to, relative to the portal's address.</summary>
public static class MailPaths
{
    /// <summary>The front page.</summary>
    public const string Front = "/";

    /// <summary>Indberetninger.</summary>
    public const string Deliveries = "/opfoelgning/indberetning/indberetninger";

    /// <summary>Kontakter.</summary>
    public const string Contacts = "/opfoelgning/indberetning/kontakter";

    /// <summary>Min side.</summary>
    public const string OwnData = "/min-side";

    /// <summary>Brugeradministration.</summary>
    public const string Rights = "/brugeradministration";

    /// <summary>Kommuner.</summary>
    public const string Municipalities = "/ams/kommuner";
}
