using System.Collections.Frozen;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Imports;

/// <summary>A directory, by what the lines of a file know persons by.</summary>
internal sealed class PersonIndex
{
    private readonly FrozenDictionary<Guid, PersonEntry> byId;
    private readonly Dictionary<string, PersonEntry> byRid;
    private readonly Dictionary<string, PersonEntry> byUuid;
    private readonly ILookup<string, PersonEntry> leftByIdentifier;

    public PersonIndex(IReadOnlyCollection<PersonEntry> directory)
    {
        byId = directory.ToFrozenDictionary(p => p.Id);
        var present = directory.Where(p => !p.Values.HasLeft).ToList();
        byRid = present.Where(p => p.Values.Rid.Length > 0).ToDictionary(p => p.Values.Rid, StringComparer.Ordinal);
        byUuid = present.Where(p => p.Values.ProfessionalUuid.Length > 0)
            .ToDictionary(p => p.Values.ProfessionalUuid, StringComparer.Ordinal);
        leftByIdentifier = directory.Where(p => p.Values.HasLeft)
            .SelectMany(p => new[] { (Identifier: p.Values.Rid, Person: p), (Identifier: p.Values.ProfessionalUuid, Person: p) })
            .Where(known => known.Identifier.Length > 0)
            .ToLookup(known => known.Identifier, known => known.Person, StringComparer.Ordinal);
    }

    public PersonEntry? ById(Guid id) => byId.GetValueOrDefault(id);

    /// <summary>Who has that RID now.</summary>
    public PersonEntry? ByRid(string rid) => byRid.GetValueOrDefault(rid);

    /// <summary>Who has that professional UUID now.</summary>
    public PersonEntry? ByUuid(string uuid) => byUuid.GetValueOrDefault(uuid);

    /// <summary>
    /// The person who has left and is meant: by the UUID, which is never given out anew, or by the RID together with the name or the
    /// address, since somebody else may have the RID now (P1).
    /// </summary>
    public PersonEntry? Left(string rid, string uuid, string name, string email) =>
        leftByIdentifier[uuid].FirstOrDefault(p => p.Values.ProfessionalUuid == uuid)
        ?? leftByIdentifier[rid].FirstOrDefault(p => p.Values.Rid == rid
            && (uuid.Length == 0 || p.Values.ProfessionalUuid.Length == 0)
            && (IsSame(p.Values.Name, name) || IsSame(p.Values.Email, email)));

    /// <summary>Whether two texts of persons are the same, whatever their case.</summary>
    public static bool IsSame(string one, string other) => one.Length > 0 && one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
