using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Mail;

/// <summary>Records that a reminder of an expected delivery was sent, so that it is sent only once.</summary>
public sealed class SentReminder
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The code of the type.</summary>
    public required string Type { get; init; }

    /// <summary>The month.</summary>
    public required Period Period { get; init; }

    /// <summary>Whether it was the reminder after the due day instead of the one before it.</summary>
    public required bool IsLate { get; init; }
}
