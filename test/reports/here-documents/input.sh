#!/bin/bash
# Build the project and copy the files.
# Usage: ./run.sh [OPTIONS] <target>
#
# shellcheck disable=SC2086
set -e # stop at the first error
echo "# not a comment"
cat <<EOF
# this is text in a here document
EOF
cat <<-'END' > notes.md # a note for the reader
	# Title of the page
	END
echo $((1<<2)) # the last remark
