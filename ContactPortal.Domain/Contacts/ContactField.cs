using ContactPortal.Domain.History;

namespace ContactPortal.Domain.Contacts;

/// <summary>
/// Identifies a field of a contact in validation, merging and history. Each delivery type is a field of its own, so that changes of
/// different types do not conflict (K13).
/// </summary>
/// <param name="Key">The field's name in history and drafts; never changes.</param>
public readonly record struct ContactField(string Key)
{
    internal const string BouncedAddressKey = "Address";
    internal const string BounceCauseKey = "Cause";

    private const string ResponsibilityPrefix = "Responsibility:";

    /// <summary>The RID of the person who is the contact (K6, K10).</summary>
    public static readonly ContactField Rid = new("Rid");

    /// <summary>The person's name.</summary>
    public static readonly ContactField Name = new("Name");

    /// <summary>The address that the mails go to.</summary>
    public static readonly ContactField Email = new("Email");

    /// <summary>The mobile number, optional.</summary>
    public static readonly ContactField Mobile = new("Mobile");

    /// <summary>The telephone number, optional.</summary>
    public static readonly ContactField Phone = new("Phone");

    /// <summary>Whether the contact is deactivated: not in the overview and without mails (K8).</summary>
    public static readonly ContactField Deactivated = new("Deactivated");

    /// <summary>The first day of an absence; in the history only (K19).</summary>
    public static readonly ContactField AbsentFrom = new(AbsenceService.From);

    /// <summary>The last day of an absence; in the history only (K19).</summary>
    public static readonly ContactField AbsentUntil = new(AbsenceService.Until);

    /// <summary>The substitute's name; in the history only (K19).</summary>
    public static readonly ContactField Substitute = new(AbsenceService.Substitute);

    /// <summary>An address that bounced; in the history only (D7).</summary>
    public static readonly ContactField BouncedAddress = new(BouncedAddressKey);

    /// <summary>The cause of a bounce; in the history only (D7).</summary>
    public static readonly ContactField BounceCause = new(BounceCauseKey);

    /// <summary>The file that a change comes from; in the history only (P9).</summary>
    public static readonly ContactField Source = new(FieldChanges.Source);

    /// <summary>The responsibility for the delivery type with that code (K7).</summary>
    public static ContactField ResponsibilityFor(string deliveryType) => new(ResponsibilityPrefix + deliveryType);

    /// <summary>The code of the delivery type when the field is a responsibility, else null.</summary>
    public string? DeliveryType =>
        Key.StartsWith(ResponsibilityPrefix, StringComparison.Ordinal) ? Key[ResponsibilityPrefix.Length..] : null;

    /// <summary>Whether the field is a check box rather than a text.</summary>
    public bool IsCheckBox => this == Deactivated || DeliveryType is not null;

    /// <summary>The key.</summary>
    public override string ToString() => Key;
}
