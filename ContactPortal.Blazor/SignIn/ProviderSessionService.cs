using ContactPortal.Blazor.Sessions;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Connects the portal's sessions with those at the identity provider: a sign-out there ends them here, and one here names the sign-in
/// that it ends by its id_token.
/// </summary>
internal sealed class ProviderSessionService(
    ProviderSessions providerSessions, SessionChangeFeed sessions, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>
    /// The longest id_token that is kept, in characters: it is part of an address at the sign-out, and servers refuse long ones.
    /// </summary>
    public const int LongestIdToken = 4096;

    private readonly IDataProtector protector = protection.CreateProtector(nameof(ProviderSessionService));

    /// <summary>Records the session that a sign-in begins.</summary>
    public Task BeginAsync(Session session, ProviderClaims claims, CancellationToken cancellationToken) =>
        providerSessions.AddAsync(
            new()
            {
                Session = session.Id,
                IssuerAndSid = claims.Sid is { } sid ? ProviderSession.HashOf(claims.Issuer, sid) : null,
                Sid = claims.Sid is { } alone ? ProviderSession.HashOf(alone) : null,
                IssuerAndSubject = ProviderSession.HashOf(claims.Issuer, claims.Subject),
                IdToken = claims.IdToken.Length is > 0 and <= LongestIdToken ? protector.Protect(claims.IdToken) : null,
                BeganAt = clock.GetUtcNow(),
            },
            cancellationToken);

    /// <summary>Records that a session continues another, so that a sign-out at the provider ends it as well.</summary>
    public Task ContinueAsync(Session former, Session session, CancellationToken cancellationToken) =>
        former.IsAtProvider ? providerSessions.ContinueAsync(former.Id, session.Id, cancellationToken) : Task.CompletedTask;

    /// <summary>The id_token of the session; null if none is kept, or the key that encrypted it is gone.</summary>
    public async Task<string?> FindIdTokenAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            return await providerSessions.FindIdTokenAsync(session.Id, cancellationToken) is { } text ? protector.Unprotect(text) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// Ends the sessions that a sign-out at the provider ends, with their open pages; returns how many, or null for a token that was used
    /// before. Not cancelled when the provider disconnects.
    /// </summary>
    public async Task<int?> EndAsync(ProviderSignOut signOut)
    {
        if (await providerSessions.EndAsync(signOut, CancellationToken.None) is not { } ended)
            return null;
        foreach (var id in ended)
            sessions.Publish(id);
        return ended.Length;
    }
}
