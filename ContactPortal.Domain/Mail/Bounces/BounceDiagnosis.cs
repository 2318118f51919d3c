using System.Text.RegularExpressions;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Determines why a mail was refused, by the status and the words of the server (RFC 5321, RFC 3463). Pure. What the refusing server says
/// itself comes before the status field, which another server derived from it, often from the reply code alone.
/// </summary>
internal static partial class BounceDiagnosis
{
    private const int LongestText = 4000;
    private const char Permanent = '5';
    private const char Transient = '4';

    /// <summary>The reason.</summary>
    /// <param name="status">The status field of the recipient, or null.</param>
    /// <param name="diagnostic">The server's words.</param>
    public static BounceReason Of(string? status, string diagnostic)
    {
        var text = Readable(diagnostic);
        var said = EnhancedStatus.FindIn(text);
        var given = EnhancedStatus.Parse(status);
        var reply = ReplyClass(text);
        var code = said is { IsGeneric: false } ? said : given ?? said;
        var isSaid = said is { IsGeneric: false };
        var isDead = BouncePhrases.IndicatesDead(text);

        if (code is { IsFull: true } || BouncePhrases.IndicatesFull(text))
            return BounceReason.Full;
        if (IsTransient(said, reply, given))
            return BounceReason.Expired;
        if (code is { IsSender: true } || BouncePhrases.IndicatesSender(text))
            return BounceReason.SenderRefused;
        if (BouncePhrases.IndicatesBlocked(text) && !(isSaid && code is { IsDeadAddress: true } && isDead))
            return BounceReason.Policy;
        if (code is { IsContent: true } || (BouncePhrases.IndicatesContent(text) && !(code is { IsDeadAddress: true } && isDead)))
            return BounceReason.ContentRefused;
        if (code is not { IsGeneric: false } decisive)
            return OfWords(text, isDead, reply);
        if (decisive.IsDeadAddress)
            return BouncePhrases.IndicatesPolicy(text) && !isDead ? BounceReason.Policy : BounceReason.Dead;
        return decisive switch
        {
            { Subject: 1 } when isDead && !BouncePhrases.IndicatesPolicy(text) => BounceReason.Dead,
            { Subject: 2, Detail: 1 } => isDead ? BounceReason.Dead : BounceReason.Unclear,
            { Subject: 4, Detail: 7 } => BounceReason.Expired,
            { Subject: 7 } when isDead && decisive.Detail <= 1 && !BouncePhrases.IndicatesPolicy(text) => BounceReason.Dead,
            { Subject: 7 } => BounceReason.Policy,
            _ when !isSaid && reply == Permanent && BouncePhrases.IndicatesDeadMailbox(text) && !BouncePhrases.IndicatesPolicy(text) =>
                BounceReason.Dead,
            _ => BouncePhrases.IndicatesExpired(text) ? BounceReason.Expired : BounceReason.Unclear,
        };
    }

    /// <summary>Whether the text holds a reply or status of a mail server.</summary>
    public static bool HoldsAnswer(string text) => EnhancedStatus.FindIn(text) is not null || ReplyClass(text) != default;

    /// <summary>Where the first reply code of a mail server stands in the text; -1 without one.</summary>
    public static int IndexOfReply(string text) => Reply().Match(text) is { Success: true } found ? found.Groups[1].Index : -1;

    private static bool IsTransient(EnhancedStatus? said, char reply, EnhancedStatus? given) => said is { } own
        ? own.IsTransient
        : reply == default ? given is { IsTransient: true } : reply == Transient;

    /// <summary>The reason by the words, without a status that is specific.</summary>
    private static BounceReason OfWords(string text, bool isDead, char reply)
    {
        if (BouncePhrases.IndicatesExpired(text) && reply != Permanent)
            return BounceReason.Expired;
        if (BouncePhrases.IndicatesPolicy(text))
            return BounceReason.Policy;
        if (isDead)
            return BounceReason.Dead;
        return BouncePhrases.IndicatesExpired(text) ? BounceReason.Expired : BounceReason.Unclear;
    }

    /// <summary>
    /// The text on one line, bounded, without addresses, whose words mean nothing, and without what Postfix writes before each reason.
    /// </summary>
    private static string Readable(string text) => Preamble().Replace(
        Address().Replace(Blanks().Replace(text.Length > LongestText ? text[..LongestText] : text, " ").Trim(), "<>"), "");

    private static char ReplyClass(string text) => Reply().Match(text) is { Success: true } found ? found.Groups[1].ValueSpan[0] : default;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"recipient address rejected: (?=\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Preamble();

    [GeneratedRegex(@"<?[^\s<>@;:,()'""]{1,64}@[A-Za-z0-9.-]{1,255}>?")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:^|[\s;:'""(<>#\[])([45])[0-5]\d(?=[\s\-#;:,]|$)")]
    private static partial Regex Reply();
}
