using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Agency;

/// <summary>
/// The contacts and the coverage of all municipalities at one moment (A1, A2): immutable, and shared by all pages of the agency.
/// </summary>
public sealed class AgencySnapshot
{
    /// <summary>A snapshot without municipalities, for those who may see none.</summary>
    public static readonly AgencySnapshot Empty = new(default, []);

    private readonly Dictionary<OrganisationCode, AgencyPart> byCode;

    /// <summary>A snapshot of these municipalities, given by name in Danish order, on that day in Denmark.</summary>
    public AgencySnapshot(DateOnly day, ImmutableArray<AgencyPart> municipalities)
    {
        (Day, Municipalities) = (day, municipalities);
        byCode = municipalities.ToDictionary(p => p.Coverage.Municipality.Code);
        Contacts = [.. municipalities.SelectMany(p => p.Contacts)];
    }

    /// <summary>The day that absences and overdue deliveries were judged by.</summary>
    public DateOnly Day { get; }

    /// <summary>The municipalities, by name in Danish order.</summary>
    public ImmutableArray<AgencyPart> Municipalities { get; }

    /// <summary>The active contacts of all municipalities, by the municipality's name and then by their own, in Danish order.</summary>
    public ImmutableArray<ListedContact> Contacts { get; }

    /// <summary>The delivery types, in their order.</summary>
    public ImmutableArray<DeliveryType> DeliveryTypes => Municipalities.IsEmpty ? [] : Municipalities[0].Snapshot.DeliveryTypes;

    /// <summary>The municipality with that code; null when there is none.</summary>
    public AgencyPart? Find(OrganisationCode code) => byCode.GetValueOrDefault(code);

    /// <summary>The active contact with that id; null when the municipality has none.</summary>
    public ListedContact? Find(OrganisationCode code, Guid contact) => Find(code)?.Contacts.FirstOrDefault(c => c.Contact.Id == contact);
}
