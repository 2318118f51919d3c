using System.Text;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Mail;

/// <summary>The settings for sending mails (D7).</summary>
public sealed record MailOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Mail";

    private const int LastPort = 65_535;

    // With a plus and the mail's id of 32 characters it has at most the 64 that RFC 5321 allows.
    private const int LongestLocalPart = 31;
    private static readonly TimeSpan LongestHold = TimeSpan.FromHours(1);

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

    /// <summary>
    /// Whether bounces go to <see cref="ReturnTo"/> itself, for servers that take no address with a plus. The mail that came back is then
    /// found by the headers that are returned with it, which some servers leave out.
    /// </summary>
    public bool PlainReturnAddress { get; init; }

    /// <summary>The SMTP server. Without one, and without a folder, mails stay in the outbox.</summary>
    public string Host { get; init; } = "";

    /// <summary>The server's port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Whether the connection must be encrypted; anything else is refused outside Development.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>
    /// Whether the server's certificate is looked up in its issuer's revocation list; false where that list can't be reached, as with the
    /// certificates of a closed network's own authority.
    /// </summary>
    public bool CheckRevocation { get; init; } = true;

    /// <summary>
    /// How long a mail that somebody's change causes waits before it is sent, so that it isn't when the change is undone meanwhile; zero to
    /// send it at once.
    /// </summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromMinutes(2);

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
        if (HoldFor < TimeSpan.Zero || HoldFor > LongestHold)
            yield return $"{Section}:{nameof(HoldFor)} is {HoldFor}: it should be a time from 00:00:00 to {LongestHold:c}, hh:mm:ss.";
        if (!CanSend)
            yield break;
        if (!IsAddress(isDevelopment, pathBase))
        {
            yield return $"{Section}:{nameof(Portal)} is \"{Shown(Portal)}\": it should be the portal's own address, "
                + $"https://<host>{pathBase}, without a user, a query or a slash at its end.";
        }

        if (FaultOf(From) is { } from)
            yield return $"{Section}:{nameof(From)} is \"{From}\": it should be the e-mail address that mails come from{from}.";
        if (ReturnTo.Length > 0 && FaultOf(ReturnTo) is { } returnTo)
            yield return $"{Section}:{nameof(ReturnTo)} is \"{ReturnTo}\": it should be the e-mail address that bounces go to, or "
                + $"empty{returnTo}.";
        var (key, address) = ReturnTo.Length > 0 ? (nameof(ReturnTo), ReturnTo) : (nameof(From), From);
        if (!PlainReturnAddress && FaultOf(address) is null && address.IndexOf('@', StringComparison.Ordinal) > LongestLocalPart)
        {
            yield return $"{Section}:{key} is \"{address}\": before the @ it should have at most {LongestLocalPart} characters, since each "
                + $"mail's id is added to it, or {Section}:{nameof(PlainReturnAddress)} should be true.";
        }
    }

    /// <summary>What is wrong with an address of the portal's own, in words that follow a sentence; null when nothing is.</summary>
    private static string? FaultOf(string address)
    {
        if (!Ascii.IsValid(address))
            return ", with its domain in ASCII (xn--…)";
        return EmailAddress.IsValid(address) ? null : ", as name@domain without quotes";
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
