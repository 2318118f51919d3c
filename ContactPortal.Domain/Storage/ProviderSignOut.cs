namespace ContactPortal.Domain.Storage;

/// <summary>Which sessions a sign-out at the identity provider ends.</summary>
public sealed record ProviderSignOut
{
    /// <summary>The issuer; null when the provider names none, which front-channel sign-outs may.</summary>
    public string? Issuer { get; init; }

    /// <summary>The provider's session id; null ends all sessions of the subject.</summary>
    public string? Sid { get; init; }

    /// <summary>The subject; used when there is no session id.</summary>
    public string? Subject { get; init; }

    /// <summary>The id of the token that demands the sign-out, which counts once; null for a sign-out without a token.</summary>
    public string? TokenId { get; init; }

    internal IQueryable<ProviderSession> Of(IQueryable<ProviderSession> sessions)
    {
        var key = ProviderSession.HashOf([.. new[] { Issuer, Sid ?? Subject }.OfType<string>()]);
        return (Issuer, Sid, Subject) switch
        {
            (not null, not null, _) => sessions.Where(s => s.IssuerAndSid == key),
            (null, not null, _) => sessions.Where(s => s.Sid == key),
            (not null, null, not null) => sessions.Where(s => s.IssuerAndSubject == key),
            _ => sessions.Where(_ => false),
        };
    }

    /// <summary>The key under which the token is remembered; null without a token.</summary>
    internal string? TokenKey => TokenId is null ? null : ProviderSession.HashOf("token", Issuer ?? "", TokenId);
}
