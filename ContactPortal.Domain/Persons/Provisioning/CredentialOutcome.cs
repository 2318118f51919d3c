namespace ContactPortal.Domain.Persons;

/// <summary>The outcome of making or withdrawing a credential (P8).</summary>
public abstract record CredentialOutcome
{
    private CredentialOutcome()
    {
    }

    /// <summary>Made.</summary>
    /// <param name="Credential">The credential.</param>
    /// <param name="Token">The token, which is not stored: it is shown now or never.</param>
    public sealed record Created(ProvisioningCredential Credential, string Token) : CredentialOutcome;

    /// <summary>Withdrawn: its token no longer works.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record Withdrawn(string Name) : CredentialOutcome;

    /// <summary>The name is missing, too long, taken, or not plain text.</summary>
    public sealed record NameWrong : CredentialOutcome;

    /// <summary>The municipality has two already.</summary>
    public sealed record TooMany : CredentialOutcome;

    /// <summary>There is no such credential, or the actor may not change it.</summary>
    public sealed record NotFound : CredentialOutcome;
}
