using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Mail;

/// <summary>Records that a mail to a contact's address bounced: shown on the contact until its address is changed (D7).</summary>
public sealed class AddressBounce
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The contact.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The address that bounced.</summary>
    public required string Address { get; init; }

    /// <summary>When the newest bounce came.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>The mail server's reason.</summary>
    public required string Cause { get; set; }
}
