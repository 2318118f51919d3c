namespace ContactPortal.Domain.Organisations;

/// <summary>A municipality that reports to the agency: a tenant, whose staff see only its own contacts (K3, O1).</summary>
/// <param name="Code">Its code, 101-860.</param>
/// <param name="Name">Its displayed name, "København".</param>
/// <param name="Cvr">Its CVR number, 8 digits; sign-ins name it.</param>
public sealed record Organisation(OrganisationCode Code, string Name, string Cvr);
