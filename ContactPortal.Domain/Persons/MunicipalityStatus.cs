using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>How far a municipality has come, as the agency's page Kommuner shows it (P6).</summary>
/// <param name="Organisation">The municipality.</param>
/// <param name="Administrators">The names of its local administrators.</param>
/// <param name="Persons">How many persons its directory has, those who have left not counted.</param>
/// <param name="Contacts">How many active contacts it has.</param>
/// <param name="LastSignInAt">When somebody last signed in for it, to the hour or so; null when nobody has.</param>
/// <param name="Invitations">Its invitations, the newest first.</param>
/// <param name="OpenRequests">How many who signed in wait for an answer; the agency's to give while there is no administrator.</param>
public sealed record MunicipalityStatus(
    Organisation Organisation, ImmutableArray<string> Administrators, int Persons, int Contacts, DateTimeOffset? LastSignInAt,
    ImmutableArray<Invitation> Invitations, int OpenRequests);
