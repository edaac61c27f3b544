/* Copyright 2026 Fern & Co. SPDX-License-Identifier: MIT */

// (c) 2024-2026 Fern & Co. All rights reserved.
// The queue is read by one thread.

/*
 * Copyright (C) 2026 Mina Park
 *
 * This file reads messages. SPDX-FileCopyrightText: 2026 Fern
 * Copyright law is explained elsewhere.
 */
