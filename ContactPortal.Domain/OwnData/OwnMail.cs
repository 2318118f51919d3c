using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.OwnData;

/// <summary>A mail to the person.</summary>
/// <param name="Organisation">The organisation that it is about.</param>
/// <param name="Mail">The mail.</param>
public sealed record OwnMail(OrganisationCode Organisation, ShownMail Mail);
