using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// What mail servers say about an address of an organisation that seems to be dead (D7). It is marked, and so shown, after one server
/// refused it outright or mails to it came back on two days; it goes when a later mail is accepted and doesn't come back within a day, or
/// when somebody says that the address is right. It belongs to the address, not to a contact or person: who changes back to it has it
/// again.
/// </summary>
public sealed class AddressBounce
{
    /// <summary>The organisation.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The address, see <see cref="KeyOf"/>.</summary>
    public required string Address { get; init; }

    /// <summary>When the first answer came that the address is dead.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When the newest such answer came.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>The mail server's words.</summary>
    public required string Cause { get; set; }

    /// <summary>Since when the address is marked; null while there is one answer alone.</summary>
    public DateTimeOffset? MarkedAt { get; set; }

    /// <summary>When a mail to the address was accepted after the newest answer; null when none was.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>The address in the form that is compared: its case means nothing.</summary>
    public static string KeyOf(string address) => address.Trim().ToLowerInvariant();
}
