using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.OwnData;

/// <summary>A contact that the person is or was (K6).</summary>
/// <param name="Organisation">The municipality.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="From">When the person became it.</param>
/// <param name="Until">When another person became it, or it was deactivated; null while the person is it.</param>
/// <param name="By">The name of who made the person the contact; null once erased, or when nothing is recorded.</param>
/// <param name="Details">The contact's values; null once another person is it.</param>
public sealed record OwnPlace(
    OrganisationCode Organisation, Guid ContactId, DateTimeOffset From, DateTimeOffset? Until, string? By, OwnContactDetails? Details)
{
    /// <summary>Whether the person was the contact at that moment.</summary>
    public bool CoversAt(DateTimeOffset moment) => From <= moment && (Until is not { } until || moment < until);
}
