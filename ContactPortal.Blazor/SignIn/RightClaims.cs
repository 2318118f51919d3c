using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Reads the right from the claims with roles and privileges.</summary>
internal sealed class RightClaims
{
    private readonly OrganisationCode? signInsOrganisation;
    private readonly bool hasRole;
    private readonly bool readsPrivileges;
    private readonly ImmutableHashSet<OrganisationCode> byPrivilege;

    public RightClaims(ProviderClaims claims, SignInOptions options)
    {
        signInsOrganisation = claims.Identity.Organisation;
        hasRole = options.RightRole is { Length: > 0 } role && claims.All(options.RoleClaim).Any(claim => HasRole(claim, role));
        readsPrivileges = options.RightPrivilege is { Length: > 0 };
        var readings = readsPrivileges ? claims.All(options.PrivilegeClaim).Select(OioPrivileges.Read).ToList() : [];
        Fault = readings.Select(reading => reading.Fault).FirstOrDefault(fault => fault is not null);
        var ofRight = readings.SelectMany(reading => reading.Privileges).Where(p => p.Name == options.RightPrivilege).ToList();
        NarrowedBy = ofRight.Select(p => p.NarrowedBy).FirstOrDefault(narrowing => narrowing is not null);
        byPrivilege =
        [
            .. ofRight.Where(p => p.NarrowedBy is null).Select(p => options.FindOrganisation(p.Cvr)).OfType<OrganisationCode>(),
        ];
    }

    /// <summary>Why a claim with privileges can't be read; null when all can.</summary>
    public string? Fault { get; }

    /// <summary>What limits a privilege that would give the right to less than the organisation; null when nothing does.</summary>
    public string? NarrowedBy { get; }

    /// <summary>
    /// What the sign-in states: a role counts in the sign-in's organisation, a privilege in that of its scope, if it is for all of it.
    /// </summary>
    public RightStatement StatementFor(OrganisationCode organisation) =>
        byPrivilege.Contains(organisation) || (hasRole && organisation == signInsOrganisation) ? RightStatement.Held
        : Fault is not null ? RightStatement.Unreadable
        : organisation == signInsOrganisation || readsPrivileges ? RightStatement.NotHeld
        : RightStatement.None;

    // Some providers send all roles in one text. A role's name may contain a space itself.
    private static bool HasRole(string claim, string role) =>
        claim == role
        || claim.Split(',', StringSplitOptions.TrimEntries).Contains(role)
        || claim.Split([',', ' '], StringSplitOptions.TrimEntries).Contains(role);
}
