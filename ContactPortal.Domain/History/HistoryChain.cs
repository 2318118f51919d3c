using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.History;

/// <summary>The hash chain of a history: a digest over an entry's personal data, and a hash over the entry and the previous hash.</summary>
public static class HistoryChain
{
    private const int SaltLength = 16;

    /// <summary>Random bytes for a new entry.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    /// <summary>The digest of an entry's personal data, which may be erased later.</summary>
    public static byte[] DigestOf(byte[] salt, string actorName, string changes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        Append(hash, actorName);
        Append(hash, changes);
        return hash.GetHashAndReset();
    }

    /// <summary>The hash of an entry that follows the entry with the hash <paramref name="before"/>.</summary>
    public static byte[] HashOf(
        byte[] before, OrganisationCode organisation, long number, Guid subject, HistoryKind kind, Guid saveId, DateTimeOffset at,
        Guid actorId, byte[] digest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        Append(hash, organisation.Value);
        Append(hash, number);
        hash.AppendData(subject.ToByteArray());
        Append(hash, kind.ToString());
        hash.AppendData(saveId.ToByteArray());
        Append(hash, at.ToUnixTimeMilliseconds());
        hash.AppendData(actorId.ToByteArray());
        hash.AppendData(digest);
        return hash.GetHashAndReset();
    }

    /// <summary>The hash that an entry should have when it follows the entry with the hash <paramref name="before"/>.</summary>
    public static byte[] HashOf(byte[] before, HistoryEntry entry) => HashOf(
        before, entry.Organisation, entry.Number, entry.Subject, entry.Kind, entry.SaveId, entry.At, entry.ActorId, entry.Digest);

    // Each text is preceded by its length, so that two different entries are never the same bytes.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
