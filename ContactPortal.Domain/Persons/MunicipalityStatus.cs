using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>A municipality's use of the portal, as shown to the agency on the page Kommuner (P6).</summary>
/// <param name="Organisation">The municipality.</param>
/// <param name="Administrators">The names of its local administrators, in Danish order.</param>
/// <param name="Persons">The number of persons in its directory, without those who have left.</param>
/// <param name="Contacts">The number of its active contacts.</param>
/// <param name="LastSignInAt">The newest sign-in of one of its persons, to within an hour; null when there was none.</param>
/// <param name="Invitations">Its invitations, the newest first.</param>
/// <param name="OpenRequests">The number of open access requests; the agency answers them while there is no administrator (P3).</param>
public sealed record MunicipalityStatus(
    Organisation Organisation, ImmutableArray<string> Administrators, int Persons, int Contacts, DateTimeOffset? LastSignInAt,
    ImmutableArray<Invitation> Invitations, int OpenRequests)
{
    private (Organisation, int, int, DateTimeOffset?, int) ComparedValues => (Organisation, Persons, Contacts, LastSignInAt, OpenRequests);

    private IEnumerable<(Guid, DateTimeOffset?, DateTimeOffset?)> ComparedInvitations =>
        Invitations.Select(i => (i.Id, i.UsedAt, i.WithdrawnAt));

    /// <summary>Whether the statuses look the same: a page does not render the row again.</summary>
    public bool Equals(MunicipalityStatus? other) =>
        other is not null && ComparedValues == other.ComparedValues && Administrators.SequenceEqual(other.Administrators)
            && ComparedInvitations.SequenceEqual(other.ComparedInvitations);

    /// <inheritdoc />
    public override int GetHashCode() => ComparedValues.GetHashCode();
}
