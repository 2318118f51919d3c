using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Rights;

/// <summary>Helpers for the only right so far: TASS Opfølgning under "Ny kommune".</summary>
internal static class Grants
{
    /// <summary>The grants of the right in that municipality.</summary>
    public static IQueryable<Grant> OfTassOpfoelgningIn(this IQueryable<Grant> grants, OrganisationCode organisation) =>
        grants.Where(g => g.Organisation == organisation && g.Area == RightArea.NyKommune && g.Right == Right.TassOpfoelgning);

    /// <summary>A new grant of the right.</summary>
    public static Grant TassOpfoelgningFor(Guid personId, OrganisationCode organisation, DateTimeOffset at, string by) => new()
    {
        Organisation = organisation, PersonId = personId, Area = RightArea.NyKommune, Right = Right.TassOpfoelgning,
        GrantedAt = at, GrantedBy = by,
    };
}
