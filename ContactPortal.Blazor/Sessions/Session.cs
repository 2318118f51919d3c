namespace ContactPortal.Blazor.Sessions;

/// <summary>One sign-in of one person.</summary>
/// <param name="Id">The id, known only to the server and in the cookie.</param>
/// <param name="Began">When the person signed in, in whole seconds.</param>
/// <param name="IsAtProvider">Whether the person signed in at the identity provider, where a sign-out has to sign out too.</param>
public sealed record Session(string Id, DateTimeOffset Began, bool IsAtProvider = false)
{
    /// <summary>A session that begins now.</summary>
    public static Session BeginAt(DateTimeOffset now, bool isAtProvider = false) => new(NewId(), now, isAtProvider);

    /// <summary>The session that continues this one for another organisation: it began at the same time, and has an id of its own.</summary>
    public Session Continue() => this with { Id = NewId() };

    private static string NewId() => Guid.NewGuid().ToString("N");
}
