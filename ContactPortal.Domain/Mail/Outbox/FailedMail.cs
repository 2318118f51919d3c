using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Mail;

/// <summary>A mail of an organisation that could not be sent or came back.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Mail">The mail.</param>
public sealed record FailedMail(OrganisationCode Organisation, ShownMail Mail);
