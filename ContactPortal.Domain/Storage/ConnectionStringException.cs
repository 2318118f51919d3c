namespace ContactPortal.Domain.Storage;

/// <summary>A connection string that names no database; the message says what it should be, and holds nothing of it.</summary>
public sealed class ConnectionStringException(string message, Exception? cause) : IOException(message, cause);
