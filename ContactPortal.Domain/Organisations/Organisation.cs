namespace ContactPortal.Domain.Organisations;

/// <summary>A municipality that reports to the agency; the tenant whose staff see their own contacts only (K3, O1).</summary>
/// <param name="Code">Its code, 101-860.</param>
/// <param name="Name">Its name as it is written on the screen, "København".</param>
public sealed record Organisation(OrganisationCode Code, string Name);
