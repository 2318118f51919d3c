using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>The settings for sending mails (D7).</summary>
public sealed record MailOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Mail";

    private const int LastPort = 65_535;

    /// <summary>The portal's base address for links, <c>https://…</c> without a trailing slash.</summary>
    public string Portal { get; init; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "";

    /// <summary>The sender's display name.</summary>
    public string FromName { get; init; } = "Arbejdsmarkedsportalen";

    /// <summary>
    /// The address that bounces go to; each mail has its own, this one with the mail's id after a plus. Empty: <see cref="From"/>.
    /// </summary>
    public string ReturnTo { get; init; } = "";

    /// <summary>The SMTP server. Without one, and without a folder, mails stay in the outbox.</summary>
    public string Host { get; init; } = "";

    /// <summary>The server's port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Whether the connection must be encrypted; anything else is refused outside Development.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>The user name at the server; empty for no authentication.</summary>
    public string User { get; init; } = "";

    /// <summary>Its password.</summary>
    public string Password { get; init; } = "";

    /// <summary>A folder that mails are written to as files instead of being sent; only in Development.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The Maildir that bounces arrive in; empty for none.</summary>
    public string BounceFolder { get; init; } = "";

    /// <summary>Whether reminders of expected deliveries are sent (D10).</summary>
    public bool Reminders { get; init; } = true;

    /// <summary>Whether a transport is configured.</summary>
    public bool CanSend => Host.Length > 0 || Folder.Length > 0;

    /// <summary>Validates the settings: one sentence per error, naming its key; none when valid.</summary>
    /// <param name="isDevelopment">Whether the environment is Development.</param>
    /// <param name="pathBase">The path that the portal is served below; empty for none.</param>
    public IEnumerable<string> Validate(bool isDevelopment, string pathBase = "")
    {
        if (Folder.Length > 0 && !isDevelopment)
            yield return $"{Section}:{nameof(Folder)} is for Development alone: mails would be written to files and reach nobody. Set "
                + $"{Section}:{nameof(Host)}.";
        if (!Tls && !isDevelopment)
            yield return $"{Section}:{nameof(Tls)} is false: outside Development mails are sent over encrypted connections alone.";
        if (Port is < 1 or > LastPort)
            yield return $"{Section}:{nameof(Port)} is {Port}: it should be a port, 1-{LastPort}.";
        if (!CanSend)
            yield break;
        if (!IsAddress(isDevelopment, pathBase))
        {
            yield return $"{Section}:{nameof(Portal)} is \"{Shown(Portal)}\": it should be the portal's own address, "
                + $"https://<host>{pathBase}, without a user, a query or a slash at its end.";
        }

        if (!MailboxAddress.TryParse(From, out _))
            yield return $"{Section}:{nameof(From)} is \"{From}\": it should be the e-mail address that mails come from.";
        if (ReturnTo.Length > 0 && !MailboxAddress.TryParse(ReturnTo, out _))
            yield return $"{Section}:{nameof(ReturnTo)} is \"{ReturnTo}\": it should be the e-mail address that bounces go to, or empty.";
    }

    // Links are this and a path.
    private bool IsAddress(bool isDevelopment, string pathBase) =>
        Uri.TryCreate(Portal, UriKind.Absolute, out var portal)
        && (portal.Scheme == Uri.UriSchemeHttps || (isDevelopment && portal.Scheme == Uri.UriSchemeHttp))
        && portal is { UserInfo: "", Query: "", Fragment: "" }
        && (isDevelopment || Portal.EndsWith(pathBase, StringComparison.Ordinal))
        && Portal.IndexOfAny(['?', '#']) < 0 && !Portal.EndsWith('/');

    // A password in it would appear in the log.
    private static string Shown(string address) => address.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at
        ? "…" + address[at..]
        : address;
}
