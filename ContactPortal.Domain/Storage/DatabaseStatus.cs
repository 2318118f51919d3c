using System.Collections.Immutable;

namespace ContactPortal.Domain.Storage;

/// <summary>The status of the database for an operator, without a change to it.</summary>
/// <param name="Description">Product, version, place and role, without a password.</param>
/// <param name="PendingMigrations">The migrations that the next start applies; all of them while there is no database.</param>
/// <param name="UnknownMigrations">Applied migrations of another version of the portal, which refuses to start.</param>
/// <param name="BypassesPolicies">Whether the role ignores row-level security.</param>
/// <param name="TablesWithoutPolicy">Tables of organisations without row-level security; empty on SQLite, which has none.</param>
/// <param name="File">The database's file; null on a server.</param>
public sealed record DatabaseStatus(
    string Description, ImmutableArray<string> PendingMigrations, ImmutableArray<string> UnknownMigrations, bool BypassesPolicies,
    ImmutableArray<string> TablesWithoutPolicy, string? File);
