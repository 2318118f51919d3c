using ContactPortal.Domain.Text;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Organisations;

/// <summary>What is configured for single organisations.</summary>
public sealed record OrganisationOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Organisations";

    /// <summary>Nothing is configured: every domain is allowed.</summary>
    public static IOptions<OrganisationOptions> None { get; } = Options.Create(new OrganisationOptions());

    /// <summary>By the organisation's code.</summary>
    public Dictionary<int, OrganisationSettings> ByCode { get; init; } = [];

    /// <summary>The domains that the organisation's addresses may have, if that of this address is none of them; else null.</summary>
    public string? RefusedDomains(OrganisationCode organisation, string email)
    {
        if (!ByCode.TryGetValue(organisation.Value, out var settings) || settings.EmailDomains is not { Length: > 0 } allowed)
            return null;
        var domain = EmailAddress.DomainOf(email);
        return allowed.Select(EmailAddress.DomainOf)
            .Any(a => domain == a || domain.EndsWith($".{a}", StringComparison.Ordinal))
            ? null
            : string.Join(", ", allowed);
    }

    /// <summary>What is wrong with the configuration; none when it is valid.</summary>
    public IEnumerable<string> FindFaults()
    {
        foreach (var (code, settings) in ByCode)
        {
            var key = $"{Section}:{code}";
            if (code != OrganisationCode.Agency.Value && Municipalities.Find(new(code)) is null)
                yield return $"{key}: no municipality has that code.";
            foreach (var domain in settings.EmailDomains.Where(domain => !EmailAddress.IsValid($"a@{domain}")))
                yield return $"{key}:{nameof(settings.EmailDomains)} has \"{domain}\": it should be a domain, such as kommune.dk.";
        }
    }
}
