using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// The identity provider, and the names of the claims that are read (O2, U4). For Entra ID the keys that Microsoft documents (Instance,
/// TenantId, ClientId, ClientSecret); for any other OpenID Connect provider Authority, ClientId and ClientSecret.
/// </summary>
public sealed record SignInOptions
{
    public const string Section = "SignIn";

    public string? Authority { get; init; }

    public string Instance { get; init; } = "https://login.microsoftonline.com/";

    public string? TenantId { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>Scopes to request besides openid and profile.</summary>
    public string[] Scopes { get; init; } = [];

    /// <summary>The claim with the person's permanent id at the provider.</summary>
    public string SubjectClaim { get; init; } = "sub";

    /// <summary>The claim with the organisation's CVR number.</summary>
    public string OrganisationClaim { get; init; } = "https://data.gov.dk/model/core/eid/professional/cvr";

    /// <summary>The claim with the person's RID.</summary>
    public string RidClaim { get; init; } = "https://data.gov.dk/model/core/eid/professional/rid";

    /// <summary>The claim with the person's professional UUID.</summary>
    public string UuidClaim { get; init; } = "https://data.gov.dk/model/core/eid/professional/uuid/persistent";

    /// <summary>The claim with the person's name.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>The claim with the person's e-mail address.</summary>
    public string EmailClaim { get; init; } = "email";

    /// <summary>The claim with roles.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>The claim with privileges in the OIO Basic Privilege Profile: base64-encoded XML.</summary>
    public string PrivilegeClaim { get; init; } = "https://data.gov.dk/model/core/eid/privilegesIntermediate";

    /// <summary>The role that grants TASS Opfølgning in the sign-in's organisation.</summary>
    public string? RightRole { get; init; }

    /// <summary>The privilege that grants TASS Opfølgning in the organisation of its scope.</summary>
    public string? RightPrivilege { get; init; }

    /// <summary>
    /// CVR numbers to organisation codes, beside the municipalities' own numbers, which are built in: the agency's (code 0), and those of
    /// other organisations that sign in for a municipality (101-860).
    /// </summary>
    public Dictionary<string, int> Organisations { get; init; } = [];

    /// <summary>Whether any key of a provider is set.</summary>
    public bool IsSet => new[] { Authority, TenantId, ClientId, ClientSecret }.Any(value => !string.IsNullOrWhiteSpace(value));

    /// <summary>Whether the provider is Entra ID.</summary>
    public bool IsEntra => string.IsNullOrWhiteSpace(Authority);

    /// <summary>The origin (scheme, host and port) of the provider's pages; null without a provider.</summary>
    public string? Origin => IsSet && Uri.TryCreate(IsEntra ? Instance : Authority, UriKind.Absolute, out var uri)
        ? uri.GetLeftPart(UriPartial.Authority)
        : null;

    /// <summary>The organisation with that CVR number, or null if no organisation has it.</summary>
    public OrganisationCode? FindOrganisation(string? cvr) =>
        cvr is null ? null
        : Organisations.TryGetValue(cvr, out var code) ? new(code)
        : Municipalities.FindByCvr(cvr)?.Code;
}

/// <summary>Fails the start if the provider is incompletely configured, or its secret is too short or a placeholder.</summary>
internal sealed class ValidateSignInOptions(
    IHostEnvironment environment, IOptions<RightsOptions> rights, IOptions<IssuerOptions> issuers) : IValidateOptions<SignInOptions>
{
    private const int MinSecretLength = 16;
    private const int CvrLength = 8;

    // Entra ID's tenants of everybody: any organisation in the world issues tokens for them.
    private static readonly ImmutableArray<string> OpenTenants = ["common", "organizations", "consumers"];
    private static readonly ImmutableArray<string> Placeholders =
        ["secret", "password", "changeme", "change-me", "change_me", "placeholder", "your-", "your_", "example", "<", "xxxx"];

    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        if (!options.IsSet)
            return ValidateOptionsResult.Skip;

        List<string> errors = [];
        if (options.IsEntra && string.IsNullOrWhiteSpace(options.TenantId))
            AddError(nameof(options.TenantId), "is missing: it should be the Entra ID tenant's id, or give Authority for another provider");
        if (issuers.Value.Issuers.Length == 0 && OpenTenantOf(options) is { } open)
        {
            AddError(
                options.IsEntra ? nameof(options.TenantId) : nameof(options.Authority),
                $"has \"{open}\", in whose name every organisation can sign somebody in: it should be the tenant's id, or "
                + $"{SignInOptions.Section}:{nameof(IssuerOptions.Issuers)} should list the issuers that are trusted");
        }

        if (string.IsNullOrWhiteSpace(options.ClientId))
            AddError(nameof(options.ClientId), "is missing: it should be the id that the portal is registered under at the provider");
        CheckAddress(
            options.IsEntra ? nameof(options.Instance) : nameof(options.Authority),
            options.IsEntra ? options.Instance : options.Authority!);
        if (IsNoSecret(options.ClientSecret))
        {
            AddError(
                nameof(options.ClientSecret),
                $"is missing, shorter than {MinSecretLength} characters or an example: it should be the secret that the provider gave out");
        }

        foreach (var (cvr, code) in options.Organisations)
        {
            if (cvr.Length != CvrLength || !cvr.All(char.IsAsciiDigit) || OrganisationCode.Parse($"{code}") is null)
            {
                AddError(
                    $"{nameof(options.Organisations)}:{cvr}",
                    $"is {code}: it should be a CVR number of 8 digits with a municipality's code, or 0 for the agency");
            }
        }

        if (rights.Value.FromSignIn && string.IsNullOrWhiteSpace(options.RightRole) && string.IsNullOrWhiteSpace(options.RightPrivilege))
        {
            AddError(
                nameof(options.RightRole),
                $"and {nameof(options.RightPrivilege)} are missing: one should name what gives the right, since Rights:FromSignIn is true");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void AddError(string key, string what) => errors.Add($"{SignInOptions.Section}:{key} {what}.");

        void CheckAddress(string key, string value)
        {
            if (!Uri.TryCreate(value, UriKind.Absolute, out var uri)
                || !(uri.Scheme == Uri.UriSchemeHttps || (environment.IsDevelopment() && uri.Scheme == Uri.UriSchemeHttp)))
            {
                AddError(key, $"is \"{value}\": it should be the provider's address, beginning with https://");
            }
        }
    }

    private static string? OpenTenantOf(SignInOptions options)
    {
        var names = options.IsEntra ? [options.TenantId ?? ""] : options.Authority!.Split('/');
        return OpenTenants.FirstOrDefault(open => names.Contains(open, StringComparer.OrdinalIgnoreCase));
    }

    private bool IsNoSecret(string? secret) =>
        string.IsNullOrWhiteSpace(secret)
        || (!environment.IsDevelopment()
            && (secret.Length < MinSecretLength || Placeholders.Any(p => secret.Contains(p, StringComparison.OrdinalIgnoreCase))));
}
