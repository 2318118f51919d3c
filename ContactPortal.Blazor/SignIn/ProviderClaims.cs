using System.Collections.Immutable;
using System.Security.Claims;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Reads the claims of the provider's token, by the claim names of the configuration.</summary>
internal sealed class ProviderClaims(ImmutableArray<Claim> claims, string issuer, SignInOptions options)
{
    private const string ProviderSession = "sid";
    private const string Group = "PrivilegeGroup";
    private const string Privilege = "Privilege";
    private const string Scope = "Scope";
    private const string ScopeOfCvr = ":cvrnumberidentifier:";

    /// <summary>The largest XML of a privilege claim, in characters.</summary>
    private const int MaxPrivilegeCharacters = 64 * 1024;

    /// <summary>The identity that signs in.</summary>
    public ExternalIdentity Identity => new(issuer, First(options.SubjectClaim) ?? "")
    {
        Cvr = Cvr,
        Organisation = Organisation,
        Rid = IdentifierText.RidOf(First(options.RidClaim)),
        ProfessionalUuid = IdentifierText.UuidOf(First(options.UuidClaim)),
        Name = First(options.NameClaim) ?? "",
        Email = First(options.EmailClaim) ?? "",
    };

    /// <summary>The key of the provider's session; a random one if the token has no <c>sid</c>.</summary>
    public string SessionKey => Session.KeyAtProvider(issuer, First(ProviderSession) ?? Guid.NewGuid().ToString("N"));

    private OrganisationCode? Organisation => options.FindOrganisation(Cvr);

    // A number that is none is one that nobody has.
    private string? Cvr => First(options.OrganisationClaim) is { } said ? IdentifierText.CvrOf(said) ?? said : null;

    /// <summary>
    /// Whether the token is authoritative for the right in the organisation: privileges name their scopes, a role has none.
    /// </summary>
    public bool StatesRightFor(OrganisationCode organisation) => organisation == Organisation || options.RightPrivilege is { Length: > 0 };

    /// <summary>
    /// Whether the token grants the right in the organisation: a role in the sign-in's organisation, a privilege in its scope.
    /// </summary>
    public bool GrantsRightIn(OrganisationCode organisation) =>
        (organisation == Organisation && options.RightRole is { Length: > 0 } role && All(options.RoleClaim).Contains(role))
        || (options.RightPrivilege is { Length: > 0 } privilege
            && All(options.PrivilegeClaim).SelectMany(claim => PrivilegesIn(claim))
                .Any(p => p.Privilege == privilege && options.FindOrganisation(p.Cvr) == organisation));

    private string? First(string claim) => All(claim).FirstOrDefault();

    private IEnumerable<string> All(string claim) => claims.Where(c => c.Type == claim).Select(c => c.Value);

    private static ImmutableArray<(string Cvr, string Privilege)> PrivilegesIn(string claim)
    {
        try
        {
            using var text = new StringReader(Encoding.UTF8.GetString(Convert.FromBase64String(claim)));
            using var xml = XmlReader.Create(
                text, new() { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = MaxPrivilegeCharacters });

            // The versions of the profile differ only in their namespaces.
            return
            [
                .. from @group in XDocument.Load(xml).Descendants()
                   where @group.Name.LocalName == Group
                   let scope = (string?)@group.Attribute(Scope) ?? ""
                   let at = scope.IndexOf(ScopeOfCvr, StringComparison.OrdinalIgnoreCase)
                   where at >= 0
                   from privilege in @group.Elements()
                   where privilege.Name.LocalName == Privilege
                   select (scope[(at + ScopeOfCvr.Length)..], privilege.Value.Trim()),
            ];
        }
        catch (Exception exception) when (exception is FormatException or XmlException)
        {
            // An unreadable claim grants nothing.
            return [];
        }
    }
}
