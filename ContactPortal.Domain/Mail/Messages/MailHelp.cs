namespace ContactPortal.Domain.Mail;

/// <summary>Whom the recipients of mails may ask, since mails can't be answered.</summary>
/// <param name="Name">The agency's name.</param>
/// <param name="Mail">Its e-mail address.</param>
/// <param name="Phone">Its phone number.</param>
public sealed record MailHelp(string Name, string Mail, string Phone);
